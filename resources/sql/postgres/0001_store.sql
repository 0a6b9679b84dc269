-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements are separated by an empty line. Times are milliseconds since 1970, money is the currency's smallest unit,
-- small integers stand for enums (backend/storage/codes.h). Empty text stands for "none".

CREATE TABLE meta (
    key text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);

CREATE TABLE customers (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    folded text COLLATE "C" NOT NULL, -- the name without case, for the search
    contact text COLLATE "C" NOT NULL,
    city text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    phone text COLLATE "C" NOT NULL
);

CREATE TABLE products (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    packaging text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    price bigint NOT NULL,
    stock bigint NOT NULL,
    discontinued bigint NOT NULL
);

CREATE TABLE users (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    reports_to text COLLATE "C" NOT NULL,
    disabled bigint NOT NULL DEFAULT 0,
    password_hash text COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE tokens (
    id text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    label text COLLATE "C" NOT NULL,
    sha256 bytea NOT NULL UNIQUE,
    created_at bigint NOT NULL,
    expires_at bigint,
    revoked bigint NOT NULL DEFAULT 0
);

CREATE TABLE orders (
    id text COLLATE "C" PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    total bigint NOT NULL,
    item_count bigint NOT NULL,
    status bigint NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_role text COLLATE "C" NOT NULL,
    submitted_by text COLLATE "C" NOT NULL,
    owner text COLLATE "C" NOT NULL,
    family text COLLATE "C" NOT NULL,
    levels text COLLATE "C" NOT NULL, -- role names with commas between
    level bigint NOT NULL,
    round bigint NOT NULL,
    version bigint NOT NULL,
    content_hash bytea NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE INDEX orders_by_time ON orders (created_at, id);

CREATE INDEX orders_by_status ON orders (status, created_at, id);

-- Foreign orders of which only the id is known have no customer: they stay out of this index.
CREATE INDEX orders_by_customer ON orders (customer_id, id) WHERE customer_id <> '';

CREATE TABLE order_items (
    order_id text COLLATE "C" NOT NULL,
    line bigint NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    quantity bigint NOT NULL,
    price bigint NOT NULL,
    PRIMARY KEY (order_id, line)
);

CREATE TABLE order_history (
    id bigserial PRIMARY KEY,
    order_id text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    act text COLLATE "C" NOT NULL,
    status bigint NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL
);

CREATE INDEX order_history_by_order ON order_history (order_id, id);

CREATE TABLE approvals (
    order_id text COLLATE "C" NOT NULL,
    round bigint NOT NULL,
    level text COLLATE "C" NOT NULL,
    state bigint NOT NULL,
    requested_at bigint NOT NULL,
    due_at bigint,
    decided_by text COLLATE "C" NOT NULL DEFAULT '',
    decided_at bigint,
    reason text COLLATE "C" NOT NULL DEFAULT '',
    version bigint NOT NULL,
    PRIMARY KEY (order_id, round, level)
);

-- As long as the inbox, not as long as the history.
CREATE INDEX approvals_waiting ON approvals (requested_at, order_id, round, level) WHERE state = 0;

CREATE INDEX approvals_decided ON approvals (decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE votes (
    id text COLLATE "C" PRIMARY KEY,
    order_id text COLLATE "C" NOT NULL,
    round bigint NOT NULL,
    level text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    verdict bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    voted_at bigint NOT NULL,
    release_at bigint NOT NULL,
    state bigint NOT NULL, -- 0 held, 1 released, 2 void
    released_at bigint,
    outcome text COLLATE "C" NOT NULL DEFAULT '',
    UNIQUE (order_id, round, level, user_id)
);

CREATE INDEX votes_due ON votes (release_at) WHERE state = 0;

CREATE INDEX votes_by_user ON votes (user_id, voted_at);

-- Four eyes, below everything else: whoever created or submitted the order, or decided another level of the same round,
-- has no vote.
CREATE FUNCTION votes_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM orders o WHERE o.id = NEW.order_id
               AND (o.created_by = NEW.user_id OR o.submitted_by = NEW.user_id)) THEN
        RAISE EXCEPTION 'four eyes: this person created or submitted the order' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM votes v WHERE v.order_id = NEW.order_id AND v.round = NEW.round
               AND v.level <> NEW.level AND v.user_id = NEW.user_id AND v.state <> 2)
       OR EXISTS (SELECT 1 FROM approvals a WHERE a.order_id = NEW.order_id AND a.round = NEW.round
                  AND a.level <> NEW.level AND a.decided_by = NEW.user_id) THEN
        RAISE EXCEPTION 'four eyes: this person decided another level of this order' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER votes_four_eyes BEFORE INSERT ON votes
FOR EACH ROW EXECUTE FUNCTION votes_four_eyes();

-- What is to be sent is written once. What became of it stands in a narrow table of its own, so that "sent" and "seen" do not
-- write the record and its indexes again.
CREATE TABLE outbox_records (
    id bigserial PRIMARY KEY,
    event_id text COLLATE "C" NOT NULL UNIQUE,
    order_key text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    key bytea,
    value bytea,
    headers bytea NOT NULL,
    created_at bigint NOT NULL
);

CREATE INDEX outbox_by_order ON outbox_records (order_key);

CREATE TABLE outbox_state (
    id bigint PRIMARY KEY, -- of the record
    state bigint NOT NULL DEFAULT 0, -- 0 to be sent, 1 sent, 2 seen back on the topic
    partition_no bigint NOT NULL DEFAULT -1,
    offset_no bigint NOT NULL DEFAULT -1,
    sent_at bigint,
    seen_at bigint
);

CREATE INDEX outbox_pending ON outbox_state (id) WHERE state = 0;

CREATE INDEX outbox_unseen ON outbox_state (id) WHERE state = 1;

-- No record without a state: whoever writes it, it will be sent.
CREATE FUNCTION outbox_records_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox_state (id) SELECT id FROM added;
    RETURN NULL;
END $$;

CREATE TRIGGER outbox_records_pending AFTER INSERT ON outbox_records
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION outbox_records_pending();

CREATE VIEW outbox AS
SELECT r.id, r.event_id, r.order_key, r.cause, r.topic, r.key, r.value, r.headers, s.state, s.partition_no, s.offset_no,
    r.created_at, s.sent_at, s.seen_at
FROM outbox_records r JOIN outbox_state s ON s.id = r.id;

-- `grp` is a hash of the group's name (ingeststore.cpp): six bytes in each row in place of the name.
CREATE TABLE inbox (
    grp bigint NOT NULL,
    key bytea NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (grp, key)
);

CREATE TABLE offsets (
    grp text COLLATE "C" NOT NULL,
    epoch text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    partition_no bigint NOT NULL,
    next bigint NOT NULL,
    base bigint NOT NULL,
    stored bigint NOT NULL,
    bad bigint NOT NULL,
    gaps bigint NOT NULL,
    PRIMARY KEY (grp, epoch, topic, partition_no)
);

CREATE TABLE event_log (
    id bigserial PRIMARY KEY,
    topic text COLLATE "C" NOT NULL,
    partition_no bigint NOT NULL,
    offset_no bigint NOT NULL,
    ts bigint NOT NULL,
    key bytea,
    value bytea,
    headers bytea NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    is_repeat bigint NOT NULL,
    bad_code text COLLATE "C" NOT NULL,
    bad_message text COLLATE "C" NOT NULL,
    received_at bigint NOT NULL
);

CREATE INDEX event_log_by_order ON event_log (order_id, id) WHERE order_id <> '';

CREATE INDEX event_log_by_topic ON event_log (topic, id);

-- Records whose effect waits to be tried again; a row is deleted by the transaction that tries it.
CREATE TABLE retries (
    id bigserial PRIMARY KEY,
    key bytea NOT NULL UNIQUE,
    due_at bigint NOT NULL,
    attempts bigint NOT NULL,
    topic text COLLATE "C" NOT NULL,
    partition_no bigint NOT NULL,
    offset_no bigint NOT NULL,
    ts bigint NOT NULL,
    record_key bytea,
    value bytea,
    headers bytea NOT NULL,
    code text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL
);

CREATE INDEX retries_due ON retries (due_at, id);

CREATE TABLE notifications (
    id bigserial PRIMARY KEY,
    order_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    channel bigint NOT NULL,
    state bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    attempts bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    sent_at bigint,
    read_at bigint, -- acknowledged by itself; see also notification_reads
    business_key bytea NOT NULL,
    source_event text COLLATE "C" NOT NULL -- id of the event that led to it
);

-- The order stands first so that the keys of orders that come together lie together.
CREATE UNIQUE INDEX notifications_once ON notifications (order_id, business_key);

CREATE INDEX notifications_by_user ON notifications (user_id, id);

-- Digested ones that no summary has named yet: as long as one period.
CREATE INDEX notifications_undigested ON notifications (user_id, created_at) WHERE state = 9 AND sent_at IS NULL;

-- What a request (topics' contract, requests) says beside its text, of each notification that came of it; others have no row.
CREATE TABLE notice_details (
    order_id text COLLATE "C" NOT NULL,
    business_key bytea NOT NULL,
    priority bigint NOT NULL, -- 0 low, 1 normal, 2 high, 3 critical
    category text COLLATE "C" NOT NULL,
    tenant_id bigint NOT NULL,
    source_event text COLLATE "C" NOT NULL, -- the request's
    action_url text COLLATE "C" NOT NULL,
    template_code text COLLATE "C" NOT NULL,
    template_vars bytea NOT NULL, -- a JSON object, or empty
    metadata bytea NOT NULL,      -- as template_vars
    expires_at bigint,
    PRIMARY KEY (order_id, business_key)
);

CREATE INDEX notice_details_by_event ON notice_details (source_event);

-- What waits for a channel: as long as the queue.
CREATE INDEX notifications_queued ON notifications (channel, id) WHERE state = 0;

-- What a person wants to hear by which channel; category '' stands for all.
CREATE TABLE preferences (
    user_id text COLLATE "C" NOT NULL,
    channel bigint NOT NULL,
    category text COLLATE "C" NOT NULL,
    wanted bigint NOT NULL,
    PRIMARY KEY (user_id, channel, category)
);

-- Where a person is reached by a channel, e.g. an e-mail address.
CREATE TABLE addresses (
    user_id text COLLATE "C" NOT NULL,
    channel bigint NOT NULL,
    address text COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, channel)
);

-- How far each person has read; a notification is read by the first mark at or above its id.
CREATE TABLE notification_reads (
    user_id text COLLATE "C" NOT NULL,
    up_to bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (user_id, up_to)
);

-- Outcomes per channel, kept with each change, so that the dashboard never counts all rows.
CREATE TABLE notification_counts (
    channel bigint NOT NULL,
    state bigint NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (channel, state)
);

CREATE TABLE audit (
    id bigint PRIMARY KEY,
    at bigint NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    act text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE idempotency (
    user_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    request_hash bytea NOT NULL,
    status bigint NOT NULL,
    body bytea NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_by_time ON idempotency (at);

-- What has to be done for an order after its approval: one row per order and step, whoever asks, however often. Workers
-- take what is due; while one is at work (state 1), due_at says when its claim ends.
CREATE TABLE steps (
    order_id text COLLATE "C" NOT NULL,
    step bigint NOT NULL,
    state bigint NOT NULL, -- 0 queued, 1 running, 2 pending, 3 done, 4 failed
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    family text COLLATE "C" NOT NULL, -- whose command asked for it, and whose records answer; empty: none
    asked_by text COLLATE "C" NOT NULL, -- source of the command
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    lane bigint NOT NULL, -- share of the order, by which workers take steps (backend/storage/lane.h)
    claimant bigint NOT NULL DEFAULT 0, -- who claimed it last (backend/storage/claimstore.h); 0: nobody that can be told to be gone
    PRIMARY KEY (order_id, step)
);

-- As long as what is to be done, not as long as what was.
CREATE INDEX steps_due ON steps (step, due_at) WHERE state < 3;

CREATE TABLE payments (
    order_id text COLLATE "C" PRIMARY KEY,
    payment_id text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    refunded bigint NOT NULL DEFAULT 0,
    state bigint NOT NULL, -- 0 pending, 1 paid, 2 refused, 3 refunded
    reported_by text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CHECK (refunded >= 0 AND refunded <= amount)
);

-- Payments of an order beside the one that counts: each is paid back once. Without an id: our own gateway was asked, and its
-- answer is not known yet.
CREATE TABLE surplus_payments (
    order_id text COLLATE "C" NOT NULL,
    payment_id text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    state bigint NOT NULL, -- 0 owed, 1 paid back, 2 refused by who was asked
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    reported_by text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    lane bigint NOT NULL, -- as of steps
    claimant bigint NOT NULL DEFAULT 0, -- who is at it; 0: nobody, or nobody that can be told to be gone
    PRIMARY KEY (order_id, payment_id)
);

CREATE INDEX surplus_payments_due ON surplus_payments (due_at) WHERE state = 0;

-- Members of an order's pipeline records that are nobody's here: they go along to the next topic.
CREATE TABLE pipeline_members (
    order_id text COLLATE "C" PRIMARY KEY,
    members bytea NOT NULL
);

CREATE TABLE stock (
    product_id text COLLATE "C" PRIMARY KEY,
    on_hand bigint NOT NULL,
    reserved bigint NOT NULL DEFAULT 0,
    CHECK (reserved >= 0 AND reserved <= on_hand)
);

CREATE TABLE stock_changes (
    id bigserial PRIMARY KEY,
    product_id text COLLATE "C" NOT NULL,
    delta bigint NOT NULL,
    on_hand bigint NOT NULL, -- after it
    reason text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);

CREATE INDEX stock_changes_by_product ON stock_changes (product_id, id);

CREATE TABLE reservations (
    order_id text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    quantity bigint NOT NULL CHECK (quantity > 0),
    state bigint NOT NULL, -- 0 held, 1 released, 2 shipped
    at bigint NOT NULL,
    PRIMARY KEY (order_id, product_id)
);

CREATE INDEX reservations_by_product ON reservations (product_id, state, at);

CREATE TABLE shipments (
    order_id text COLLATE "C" PRIMARY KEY,
    tracking_number text COLLATE "C" NOT NULL,
    carrier text COLLATE "C" NOT NULL,
    status bigint NOT NULL, -- 0 initiated, 1 shipped, 2 in transit, 3 delivered, 4 failed
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE shipment_events (
    id bigserial PRIMARY KEY,
    order_id text COLLATE "C" NOT NULL,
    status bigint NOT NULL,
    at bigint NOT NULL,
    detail text COLLATE "C" NOT NULL
);

CREATE INDEX shipment_events_by_order ON shipment_events (order_id, id);

-- Records of the services' topics whose order is not known, or not as far as they need (needs: the least status); resumed
-- when it is.
CREATE TABLE parked (
    id bigserial PRIMARY KEY,
    key bytea NOT NULL UNIQUE,
    service text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    needs bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    partition_no bigint NOT NULL,
    offset_no bigint NOT NULL,
    ts bigint NOT NULL,
    record_key bytea,
    value bytea,
    headers bytea NOT NULL,
    at bigint NOT NULL
);

CREATE INDEX parked_by_order ON parked (order_id, service);
