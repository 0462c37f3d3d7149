"""/minutes …: what is asked in the channel or in a direct message."""
