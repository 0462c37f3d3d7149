"""The pinned libraries, looked up among known vulnerabilities: `make audit`."""
