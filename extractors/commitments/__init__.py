"""Who commits to what, how firmly and by when."""
