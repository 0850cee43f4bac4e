"""Reports: request, submission, reading, findings. Later: consolidation and figures."""
