"""/minutes action ... and actions: what people agree to do."""
