"""Treaties, resolutions and other instruments that a document rests on."""
