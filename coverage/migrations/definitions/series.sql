CREATE FUNCTION coverage_series(from_day date, to_day date)
RETURNS TABLE (day date, measure text, numerator numeric, denominator numeric, unknown bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT f.day, m.measure, m.numerator, m.denominator, f.unknown
    FROM coverage_figures(from_day, to_day, 'city', NULL) f
    CROSS JOIN LATERAL (VALUES
        ('workers', f.workers_numerator::numeric, f.workers_denominator::numeric),
        ('headcount', f.headcount_numerator::numeric, f.headcount_denominator::numeric),
        ('packages', f.packages_numerator::numeric, f.packages_denominator::numeric),
        ('value', f.value_numerator, f.value_denominator)
    ) m (measure, numerator, denominator)
$$;
COMMENT ON FUNCTION coverage_series IS 'The measures of the city as they are stored: one row a day and measure.';
