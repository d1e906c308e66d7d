"""What people and their tools use to settle names: aliases learnt from review, a reconciliation endpoint."""
