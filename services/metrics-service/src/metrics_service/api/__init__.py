"""What may be asked, one route per question."""
