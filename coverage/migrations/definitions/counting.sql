CREATE FUNCTION coverage_trimmed(typed text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(typed, E' \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000')
$$;
COMMENT ON FUNCTION coverage_trimmed IS 'A text without the white space at its edges: every one that str.strip() knows.';

CREATE FUNCTION coverage_normal(typed text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(coverage_trimmed(typed))
$$;
COMMENT ON FUNCTION coverage_normal IS 'A text as it is compared: trimmed, case ignored.';

CREATE FUNCTION coverage_counts(fund text, kind text, method text, status text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN (fund IN ('APBD', 'APBDP') OR coverage_normal(fund) IN ('apbd', 'apbdp'))
                 AND (kind IN ('Pekerjaan Konstruksi', 'Jasa Konsultansi Perencanaan',
                               'Jasa Konsultansi Pengawasan', 'Konstruksi Terintegrasi')
                      OR coverage_normal(kind) IN ('pekerjaan konstruksi', 'jasa konsultansi perencanaan',
                                                   'jasa konsultansi pengawasan', 'konstruksi terintegrasi'))
                 AND (method IN ('', 'Tender', 'Pengadaan Langsung') OR coverage_normal(method) <> 'swakelola')
                 AND (status IN ('Berjalan', 'Selesai', 'Putus') OR coverage_normal(status) <> 'batal')
                THEN true ELSE false END  -- CASE: the planner then expects half of the contracts, not one in a million
$$;
COMMENT ON FUNCTION coverage_counts IS
    'Whether a contract enters the measures: the one place that decides. Usual spellings first: trimming costs more.';

CREATE FUNCTION coverage_base(price numeric, ppn_percent numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT div(price * 20000 + 100 + ppn_percent, 2 * (100 + ppn_percent)) * 0.01
$$;
COMMENT ON FUNCTION coverage_base IS 'Price without PPN, half-up to 2 decimals, in exact integers.';

CREATE FUNCTION coverage_band(value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value <= 100000000 THEN '1' WHEN value <= 500000000 THEN '2'
                WHEN value <= 1000000000 THEN '3' WHEN value <= 5000000000 THEN '4' ELSE '5' END
$$;
COMMENT ON FUNCTION coverage_band IS 'The tariff slice in which a value ends; the upper edge belongs to the lower slice.';

CREATE FUNCTION coverage_district(village_code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT COALESCE(substring(coverage_trimmed(village_code) FROM '^[0-9]{2}\.[0-9]{2}\.[0-9]{2}'), '')
$$;
COMMENT ON FUNCTION coverage_district IS 'The kecamatan code inside a kelurahan code, empty where there is none.';

CREATE FUNCTION coverage_amendment_order(number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN coverage_trimmed(number) ~ '^[0-9]+$'
                THEN '0' || lpad(ltrim(coverage_trimmed(number), '0'), 100, '0') || coverage_trimmed(number)
                ELSE '1' || coverage_trimmed(number) END COLLATE "C"
$$;
COMMENT ON FUNCTION coverage_amendment_order IS
    'Amendments of one day in order of their number: 9 before 10, numerals before other text.';
