-- Before, nothing could be seen to: what was due more than a day ago rings for nobody now.
UPDATE call_note SET seen_at = due, seen_by = 'platform'
WHERE seen_at IS NULL AND due < (extract(epoch FROM now())::bigint - 86400) * 1000;
