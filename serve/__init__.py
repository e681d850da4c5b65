"""Facts → people and programs: the command line, the HTTP service and the batch job."""
