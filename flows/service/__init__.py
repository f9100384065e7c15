"""What `chancery up` keeps running: server, worker and inbox watcher, and the processes around them."""
