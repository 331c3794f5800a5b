-- Who is expected in a month, wherever that is: what is counted.
CREATE INDEX expected_day ON expected (day);
