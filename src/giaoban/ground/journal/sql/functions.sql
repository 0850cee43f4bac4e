-- The journal's functions. {s} is the schema of the tables, {digest} the canonical bytes of an entry (see sealing.py).
-- Each function runs as its owner with a fixed search path, so that the application's role needs no right to write here.

-- Refuse every change of the journal's own tables.
CREATE OR REPLACE FUNCTION {s}.journal_refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $fn$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$fn$;

-- a xor b; b at least as long as a.
CREATE OR REPLACE FUNCTION {s}.journal_xor(a bytea, b bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $fn$
    SELECT substr(coalesce(string_agg(int8send(
        ('x' || encode(substr(a, i, 8), 'hex'))::bit(64)::bigint
      # ('x' || encode(substr(b, i, 8), 'hex'))::bit(64)::bigint), ''::bytea ORDER BY i), ''::bytea), 1, length(a))
    FROM generate_series(1, length(a), 8) AS i
$fn$;

-- HMAC-SHA256 (RFC 2104) for keys of 32 bytes.
CREATE OR REPLACE FUNCTION {s}.journal_hmac(key bytea, message bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $fn$
    SELECT sha256({s}.journal_xor(padded, decode(repeat('5c', 64), 'hex'))
        || sha256({s}.journal_xor(padded, decode(repeat('36', 64), 'hex')) || message))
    FROM (SELECT key || decode(repeat('00', 32), 'hex') AS padded) AS k
$fn$;

-- Encrypt, then authenticate: HMAC-SHA256 as key stream over a random nonce and a counter, its own key for the tag.
CREATE OR REPLACE FUNCTION {s}.journal_encrypt(key bytea, plain bytea) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    nonce bytea := uuid_send(gen_random_uuid());
    stream_key bytea := {s}.journal_hmac(key, 'stream'::bytea);
    stream bytea := ''::bytea;
    cipher bytea;
BEGIN
    FOR i IN 0 .. (length(plain) - 1) / 32 LOOP
        stream := stream || {s}.journal_hmac(stream_key, nonce || int4send(i));
    END LOOP;
    cipher := {s}.journal_xor(plain, stream);
    RETURN encode(nonce || substr({s}.journal_hmac({s}.journal_hmac(key, 'tag'::bytea), nonce || cipher), 1, 16) || cipher, 'hex');
END
$fn$;

-- The key of a person, made at first use; null once destroyed.
CREATE OR REPLACE FUNCTION {s}.journal_key(who bigint) RETURNS bytea
LANGUAGE plpgsql VOLATILE STRICT SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    found_key bytea;
BEGIN
    SELECT k.key INTO found_key FROM {s}.journal_personkey AS k WHERE k.person_id = who;
    IF NOT FOUND THEN
        INSERT INTO {s}.journal_personkey (person_id, key, made_at)
        VALUES (who, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
                clock_timestamp())
        ON CONFLICT (person_id) DO NOTHING;
        SELECT k.key INTO found_key FROM {s}.journal_personkey AS k WHERE k.person_id = who;
    END IF;
    RETURN found_key;
END
$fn$;

-- The values of a row as the journal may keep them: masked columns as ***, sensitive ones under the person's key.
CREATE OR REPLACE FUNCTION {s}.journal_cover(vals jsonb, masked text[], sensitive text[], who bigint) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    col text;
    person_key bytea;
BEGIN
    FOREACH col IN ARRAY masked LOOP
        IF coalesce(vals -> col, 'null'::jsonb) NOT IN ('null'::jsonb, '""'::jsonb) THEN
            vals := jsonb_set(vals, ARRAY[col], '"***"'::jsonb);
        END IF;
    END LOOP;
    FOREACH col IN ARRAY sensitive LOOP
        IF coalesce(vals -> col, 'null'::jsonb) NOT IN ('null'::jsonb, '""'::jsonb) THEN
            person_key := coalesce(person_key, {s}.journal_key(who));
            vals := jsonb_set(vals, ARRAY[col], CASE WHEN person_key IS NULL THEN '"***"'::jsonb ELSE jsonb_build_object(
                'giaoban:enc', {s}.journal_encrypt(person_key, convert_to((vals -> col)::text, 'UTF8')), 'person', who) END);
        END IF;
    END LOOP;
    RETURN vals;
END
$fn$;

-- Write one entry with the actor, verb and reason of the transaction.
CREATE OR REPLACE FUNCTION {s}.journal_write(
    op text, tbl text, pk text, part_of text, old_vals jsonb, new_vals jsonb, row_count bigint, digest bytea
) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $fn$
    INSERT INTO {s}.journal_entry (at, txid, op, table_name, pk, part_of, verb, reason, user_id, post_id, body_id,
                                   label, source, before, after, rows, sha256)
    VALUES (clock_timestamp(), pg_current_xact_id()::text::bigint, op, tbl, pk, coalesce(part_of, ''),
            coalesce(current_setting('giaoban.verb', true), ''), coalesce(current_setting('giaoban.reason', true), ''),
            nullif(current_setting('giaoban.user', true), '')::bigint,
            nullif(current_setting('giaoban.post', true), '')::bigint,
            nullif(current_setting('giaoban.body', true), '')::bigint,
            coalesce(nullif(current_setting('giaoban.label', true), ''), session_user::text),
            coalesce(nullif(current_setting('giaoban.source', true), ''), 'sql'),
            old_vals, new_vals, row_count, digest)
$fn$;

-- Row trigger. Arguments: primary key column; ignored, masked, sensitive columns as arrays; person column; part-of column and table
-- (no table: the column itself holds "table/key").
CREATE OR REPLACE FUNCTION {s}.journal_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    old_vals jsonb;
    new_vals jsonb;
    keep jsonb;
    changed text[];
    masked text[] := TG_ARGV[2]::text[];
    sensitive text[] := TG_ARGV[3]::text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_vals := to_jsonb(OLD) - TG_ARGV[1]::text[];
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_vals := to_jsonb(NEW) - TG_ARGV[1]::text[];
    END IF;
    keep := coalesce(old_vals, new_vals);
    IF TG_OP = 'UPDATE' THEN
        SELECT array_agg(e.key) INTO changed FROM jsonb_each(new_vals) AS e
        WHERE old_vals -> e.key IS DISTINCT FROM e.value;
        IF changed IS NULL THEN
            RETURN NULL;
        END IF;
        SELECT jsonb_object_agg(e.key, e.value) INTO new_vals FROM jsonb_each(new_vals) AS e WHERE e.key = ANY (changed);
        SELECT jsonb_object_agg(e.key, e.value) INTO old_vals FROM jsonb_each(old_vals) AS e WHERE e.key = ANY (changed);
    END IF;
    IF masked <> '{{}}' OR sensitive <> '{{}}' THEN
        old_vals := {s}.journal_cover(old_vals, masked, sensitive, (keep ->> TG_ARGV[4])::bigint);
        new_vals := {s}.journal_cover(new_vals, masked, sensitive, (keep ->> TG_ARGV[4])::bigint);
    END IF;
    PERFORM {s}.journal_write(left(TG_OP, 1), TG_TABLE_NAME, keep ->> TG_ARGV[0],
                              CASE WHEN TG_ARGV[6] = '' THEN keep ->> TG_ARGV[5]
                                   ELSE TG_ARGV[6] || '/' || (keep ->> TG_ARGV[5]) END,
                              old_vals, new_vals, NULL, NULL);
    RETURN NULL;
END
$fn$;

-- Statement trigger of inserts inside a batch: one part with the number, keys and hash of the rows.
CREATE OR REPLACE FUNCTION {s}.journal_batch_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    hidden text[] := TG_ARGV[1]::text[] || TG_ARGV[2]::text[] || TG_ARGV[3]::text[];
BEGIN
    INSERT INTO {s}.journal_batchpart (batch, txid, table_name, rows, pks, sha256)
    SELECT current_setting('giaoban.batch'), pg_current_xact_id()::text::bigint, TG_TABLE_NAME, count(*),
           range_agg(int8range(r.pk, r.pk, '[]'))::text, sha256(string_agg(r.leaf, ''::bytea ORDER BY r.pk))
    FROM (SELECT (v.vals ->> TG_ARGV[0])::bigint AS pk, sha256(convert_to((v.vals - hidden)::text, 'UTF8')) AS leaf
          FROM (SELECT to_jsonb(n) AS vals FROM journal_new AS n) AS v) AS r
    HAVING count(*) > 0;
    RETURN NULL;
END
$fn$;

-- Turn the parts of a batch into its one entry. Returns the number of rows.
CREATE OR REPLACE FUNCTION {s}.journal_batch_finish(which text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    tables jsonb;
    total bigint;
    digest bytea;
BEGIN
    SELECT jsonb_object_agg(t.table_name, jsonb_build_object('rows', t.rows, 'pks', t.pks, 'chunks', t.chunks,
                                                             'sha256', encode(t.sha256, 'hex'))),
           sum(t.rows), sha256(string_agg(t.sha256, ''::bytea ORDER BY t.table_name COLLATE "C"))
    INTO tables, total, digest
    FROM (SELECT p.table_name, sum(p.rows) AS rows, range_agg(p.pks::int8multirange)::text AS pks, count(*) AS chunks,
                 sha256(string_agg(p.sha256, ''::bytea ORDER BY p.id)) AS sha256
          FROM {s}.journal_batchpart AS p
          WHERE p.batch = which AND p.txid = pg_current_xact_id()::text::bigint
          GROUP BY p.table_name) AS t;
    IF total IS NULL THEN
        RETURN 0;
    END IF;
    DELETE FROM {s}.journal_batchpart AS p WHERE p.batch = which AND p.txid = pg_current_xact_id()::text::bigint;
    PERFORM {s}.journal_write('B', '', which, '', NULL, jsonb_build_object('tables', tables), total, digest);
    RETURN total;
END
$fn$;

-- Safety net at commit: a batch nobody finished is finished.
CREATE OR REPLACE FUNCTION {s}.journal_batch_close() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
BEGIN
    PERFORM {s}.journal_batch_finish(NEW.batch);
    RETURN NULL;
END
$fn$;

CREATE OR REPLACE FUNCTION {s}.journal_truncated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    total bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO total;
    PERFORM {s}.journal_write('T', TG_TABLE_NAME, '', '', NULL, NULL, total, NULL);
    RETURN NULL;
END
$fn$;

-- An event that changes no row: a file fetched, a link used, a sign-in refused.
CREATE OR REPLACE FUNCTION {s}.journal_note(tbl text, pk text, part_of text, details jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
BEGIN
    PERFORM pg_current_xact_id();  -- before the entry takes its number: sealing relies on it
    PERFORM {s}.journal_write('N', tbl, pk, part_of, NULL, details, NULL, NULL);
END
$fn$;

-- Destroy a person's key: what was kept under it can never be read again. Returns whether there was a key.
CREATE OR REPLACE FUNCTION {s}.journal_key_destroy(who bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    had boolean;
BEGIN
    had := EXISTS (SELECT FROM {s}.journal_personkey AS k WHERE k.person_id = who AND k.key IS NOT NULL);
    INSERT INTO {s}.journal_personkey AS k (person_id, key, made_at, destroyed_at)
    VALUES (who, NULL, clock_timestamp(), clock_timestamp())
    ON CONFLICT (person_id) DO UPDATE SET key = NULL, destroyed_at = coalesce(k.destroyed_at, clock_timestamp());
    PERFORM {s}.journal_write('N', 'journal_personkey', who::text, '', NULL, jsonb_build_object('had_key', had), NULL, NULL);
    RETURN had;
END
$fn$;

-- Seal what is older than `older`, at most `most` entries; returns how many. Takes no lock a writer could meet.
-- Below `complete_to` everything is sealed: a sealing that saw all transactions up to a seal's horizon finished has looked there.
CREATE OR REPLACE FUNCTION {s}.journal_seal_next(older interval, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fn$
DECLARE
    seal {s}.journal_seal;
    reach bigint;
    base bigint;
    covered int8multirange;
    due record;
BEGIN
    IF NOT pg_try_advisory_xact_lock({lock}) THEN
        RETURN 0;
    END IF;
    SELECT x.seq + 1, x.hash INTO seal.seq, seal.prev_hash FROM {s}.journal_seal AS x ORDER BY x.seq DESC LIMIT 1;
    SELECT coalesce(max(x.complete_to), 0) INTO base FROM {s}.journal_seal AS x;
    SELECT coalesce(range_agg(x.ids::int8multirange), '{{}}') INTO covered FROM {s}.journal_seal AS x WHERE x.to_id > base;
    SELECT e.id INTO reach FROM {s}.journal_entry AS e WHERE e.at <= clock_timestamp() - older ORDER BY e.id DESC LIMIT 1;
    SELECT count(*) AS n, count(*) FILTER (WHERE e.op <> 'S') AS events, min(e.id) AS low, max(e.id) AS high,
           range_agg(int8range(e.id, e.id, '[]'))::text AS ids,
           sha256(string_agg(sha256({digest}), ''::bytea ORDER BY e.id)) AS rows_hash,
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS lowest_running,
           pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS horizon
    INTO due
    FROM (SELECT q.* FROM {s}.journal_entry AS q
          WHERE q.id > base AND q.id <= reach AND NOT covered @> q.id ORDER BY q.id LIMIT most) AS e;
    IF due.events = 0 THEN
        RETURN 0;
    END IF;
    seal.seq := coalesce(seal.seq, 1);
    seal.prev_hash := coalesce(seal.prev_hash, ''::bytea);
    seal.at := clock_timestamp();
    seal.from_id := due.low;
    seal.to_id := due.high;
    seal.ids := due.ids;
    seal.count := due.n;
    seal.rows_hash := due.rows_hash;
    seal.horizon := due.horizon;
    -- a horizon of the future belongs to an earlier life of the database, restored from a backup: all its work is finished
    SELECT greatest(base, least(coalesce(max(x.to_id), 0), due.high)) INTO seal.complete_to FROM {s}.journal_seal AS x
    WHERE x.horizon <= due.lowest_running OR x.horizon > due.horizon;
    seal.hash := {seal_hash};
    INSERT INTO {s}.journal_seal SELECT seal.*;
    PERFORM {s}.journal_write('S', 'journal_seal', seal.seq::text, '', NULL,
                              jsonb_build_object('seq', seal.seq, 'hash', encode(seal.hash, 'hex')), NULL, NULL);
    RETURN due.n;
END
$fn$;
