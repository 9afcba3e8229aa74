DROP VIEW coverage_finding;
DROP VIEW coverage_standing;
DROP FUNCTION coverage_figures;
DROP VIEW coverage_declaration, coverage_price, coverage_protection, coverage_execution;
DROP FUNCTION coverage_amendment_order, coverage_district, coverage_band, coverage_base, coverage_counts,
    coverage_normal, coverage_trimmed;
