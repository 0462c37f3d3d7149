"""The door to the wiki: TWiki and Foswiki over HTTP."""
