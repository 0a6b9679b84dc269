-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements are separated by an empty line. Times are milliseconds since 1970, money is the currency's smallest unit,
-- small integers stand for enums (backend/storage/codes.h). Empty text stands for "none".

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL, -- the name without case, for the search
    contact TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    phone TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE products (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    packaging TEXT NOT NULL,
    currency TEXT NOT NULL,
    price INTEGER NOT NULL,
    stock INTEGER NOT NULL,
    discontinued INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    reports_to TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    password_hash TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    sha256 BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    total INTEGER NOT NULL,
    item_count INTEGER NOT NULL,
    status INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_role TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    owner TEXT NOT NULL,
    family TEXT NOT NULL,
    levels TEXT NOT NULL, -- role names with commas between
    level INTEGER NOT NULL,
    round INTEGER NOT NULL,
    version INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX orders_by_time ON orders (created_at, id);

CREATE INDEX orders_by_status ON orders (status, created_at, id);

-- Foreign orders of which only the id is known have no customer: they stay out of this index.
CREATE INDEX orders_by_customer ON orders (customer_id, id) WHERE customer_id <> '';

CREATE TABLE order_items (
    order_id TEXT NOT NULL,
    line INTEGER NOT NULL,
    product_id TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price INTEGER NOT NULL,
    PRIMARY KEY (order_id, line)
) WITHOUT ROWID;

CREATE TABLE order_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    status INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    cause TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX order_history_by_order ON order_history (order_id);

CREATE TABLE approvals (
    order_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    level TEXT NOT NULL,
    state INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    due_at INTEGER,
    decided_by TEXT NOT NULL DEFAULT '',
    decided_at INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL,
    PRIMARY KEY (order_id, round, level)
) WITHOUT ROWID;

-- As long as the inbox, not as long as the history.
CREATE INDEX approvals_waiting ON approvals (requested_at, order_id, round, level) WHERE state = 0;

CREATE INDEX approvals_decided ON approvals (decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE votes (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    level TEXT NOT NULL,
    user_id TEXT NOT NULL,
    verdict INTEGER NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    voted_at INTEGER NOT NULL,
    release_at INTEGER NOT NULL,
    state INTEGER NOT NULL, -- 0 held, 1 released, 2 void
    released_at INTEGER,
    outcome TEXT NOT NULL DEFAULT '',
    UNIQUE (order_id, round, level, user_id)
) WITHOUT ROWID;

CREATE INDEX votes_due ON votes (release_at) WHERE state = 0;

CREATE INDEX votes_by_user ON votes (user_id, voted_at);

-- Four eyes, below everything else: whoever created or submitted the order, or decided another level of the same round,
-- has no vote.
CREATE TRIGGER votes_four_eyes BEFORE INSERT ON votes
BEGIN
    SELECT RAISE(ABORT, 'four eyes: this person created or submitted the order')
    WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = NEW.order_id
                  AND (o.created_by = NEW.user_id OR o.submitted_by = NEW.user_id));
    SELECT RAISE(ABORT, 'four eyes: this person decided another level of this order')
    WHERE EXISTS (SELECT 1 FROM votes v WHERE v.order_id = NEW.order_id AND v.round = NEW.round
                  AND v.level <> NEW.level AND v.user_id = NEW.user_id AND v.state <> 2)
       OR EXISTS (SELECT 1 FROM approvals a WHERE a.order_id = NEW.order_id AND a.round = NEW.round
                  AND a.level <> NEW.level AND a.decided_by = NEW.user_id);
END;

-- What is to be sent is written once. What became of it stands in a narrow table of its own, so that "sent" and "seen" do not
-- write the record and its indexes again.
CREATE TABLE outbox_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    order_key TEXT NOT NULL,
    cause TEXT NOT NULL,
    topic TEXT NOT NULL,
    key BLOB,
    value BLOB,
    headers BLOB NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX outbox_by_order ON outbox_records (order_key);

CREATE TABLE outbox_state (
    id INTEGER PRIMARY KEY, -- of the record
    state INTEGER NOT NULL DEFAULT 0, -- 0 to be sent, 1 sent, 2 seen back on the topic
    partition_no INTEGER NOT NULL DEFAULT -1,
    offset_no INTEGER NOT NULL DEFAULT -1,
    sent_at INTEGER,
    seen_at INTEGER
);

CREATE INDEX outbox_pending ON outbox_state (state) WHERE state = 0;

CREATE INDEX outbox_unseen ON outbox_state (state) WHERE state = 1;

-- No record without a state: whoever writes it, it will be sent.
CREATE TRIGGER outbox_records_pending AFTER INSERT ON outbox_records
BEGIN
    INSERT INTO outbox_state (id) VALUES (NEW.id);
END;

CREATE VIEW outbox AS
SELECT r.id, r.event_id, r.order_key, r.cause, r.topic, r.key, r.value, r.headers, s.state, s.partition_no, s.offset_no,
    r.created_at, s.sent_at, s.seen_at
FROM outbox_records r JOIN outbox_state s ON s.id = r.id;

-- `grp` is a hash of the group's name (ingeststore.cpp): six bytes in each row in place of the name.
CREATE TABLE inbox (
    grp INTEGER NOT NULL,
    key BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (grp, key)
) WITHOUT ROWID;

CREATE TABLE offsets (
    grp TEXT NOT NULL,
    epoch TEXT NOT NULL,
    topic TEXT NOT NULL,
    partition_no INTEGER NOT NULL,
    next INTEGER NOT NULL,
    base INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    gaps INTEGER NOT NULL,
    PRIMARY KEY (grp, epoch, topic, partition_no)
) WITHOUT ROWID;

CREATE TABLE event_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    partition_no INTEGER NOT NULL,
    offset_no INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    key BLOB,
    value BLOB,
    headers BLOB NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    order_id TEXT NOT NULL,
    is_repeat INTEGER NOT NULL,
    bad_code TEXT NOT NULL,
    bad_message TEXT NOT NULL,
    received_at INTEGER NOT NULL
);

CREATE INDEX event_log_by_order ON event_log (order_id) WHERE order_id <> '';

-- In which blocks of 128 rows of the log (id >> 7) a topic occurs: an index of the log by topic would be a key more for each record.
CREATE TABLE event_topics (
    topic TEXT NOT NULL,
    block INTEGER NOT NULL,
    PRIMARY KEY (topic, block)
) WITHOUT ROWID;

-- Records whose effect waits to be tried again; a row is deleted by the transaction that tries it.
CREATE TABLE retries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    topic TEXT NOT NULL,
    partition_no INTEGER NOT NULL,
    offset_no INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    record_key BLOB,
    value BLOB,
    headers BLOB NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL
);

CREATE INDEX retries_due ON retries (due_at, id);

CREATE TABLE notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    channel INTEGER NOT NULL,
    state INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    read_at INTEGER, -- acknowledged by itself; see also notification_reads
    business_key BLOB NOT NULL,
    source_event TEXT NOT NULL -- id of the event that led to it
);

-- The order stands first so that the keys of orders that come together lie together.
CREATE UNIQUE INDEX notifications_once ON notifications (order_id, business_key);

CREATE INDEX notifications_by_user ON notifications (user_id);

-- Digested ones that no summary has named yet: as long as one period.
CREATE INDEX notifications_undigested ON notifications (user_id, created_at) WHERE state = 9 AND sent_at IS NULL;

-- What a request (topics' contract, requests) says beside its text, of each notification that came of it; others have no row.
CREATE TABLE notice_details (
    order_id TEXT NOT NULL,
    business_key BLOB NOT NULL,
    priority INTEGER NOT NULL, -- 0 low, 1 normal, 2 high, 3 critical
    category TEXT NOT NULL,
    tenant_id INTEGER NOT NULL,
    source_event TEXT NOT NULL, -- the request's
    action_url TEXT NOT NULL,
    template_code TEXT NOT NULL,
    template_vars BLOB NOT NULL, -- a JSON object, or empty
    metadata BLOB NOT NULL,      -- as template_vars
    expires_at INTEGER,
    PRIMARY KEY (order_id, business_key)
) WITHOUT ROWID;

CREATE INDEX notice_details_by_event ON notice_details (source_event);

-- What waits for a channel: as long as the queue.
CREATE INDEX notifications_queued ON notifications (channel, id) WHERE state = 0;

-- What a person wants to hear by which channel; category '' stands for all.
CREATE TABLE preferences (
    user_id TEXT NOT NULL,
    channel INTEGER NOT NULL,
    category TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    PRIMARY KEY (user_id, channel, category)
) WITHOUT ROWID;

-- Where a person is reached by a channel, e.g. an e-mail address.
CREATE TABLE addresses (
    user_id TEXT NOT NULL,
    channel INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (user_id, channel)
) WITHOUT ROWID;

-- How far each person has read; a notification is read by the first mark at or above its id.
CREATE TABLE notification_reads (
    user_id TEXT NOT NULL,
    up_to INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, up_to)
) WITHOUT ROWID;

-- Outcomes per channel, kept with each change, so that the dashboard never counts all rows.
CREATE TABLE notification_counts (
    channel INTEGER NOT NULL,
    state INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (channel, state)
) WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE idempotency (
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_by_time ON idempotency (at);

-- What has to be done for an order after its approval: one row per order and step, whoever asks, however often. Workers
-- take what is due; while one is at work (state 1), due_at says when its claim ends.
CREATE TABLE steps (
    order_id TEXT NOT NULL,
    step INTEGER NOT NULL,
    state INTEGER NOT NULL, -- 0 queued, 1 running, 2 pending, 3 done, 4 failed
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    cause TEXT NOT NULL,
    family TEXT NOT NULL, -- whose command asked for it, and whose records answer; empty: none
    asked_by TEXT NOT NULL, -- source of the command
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    lane INTEGER NOT NULL, -- share of the order, by which workers take steps (backend/storage/lane.h)
    claimant INTEGER NOT NULL DEFAULT 0, -- who claimed it last (backend/storage/claimstore.h); 0: nobody that can be told to be gone
    PRIMARY KEY (order_id, step)
) WITHOUT ROWID;

-- As long as what is to be done, not as long as what was.
CREATE INDEX steps_due ON steps (step, due_at) WHERE state < 3;

CREATE TABLE payments (
    order_id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    refunded INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL, -- 0 pending, 1 paid, 2 refused, 3 refunded
    reported_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (refunded >= 0 AND refunded <= amount)
) WITHOUT ROWID;

-- Payments of an order beside the one that counts: each is paid back once. Without an id: our own gateway was asked, and its
-- answer is not known yet.
CREATE TABLE surplus_payments (
    order_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    state INTEGER NOT NULL, -- 0 owed, 1 paid back, 2 refused by who was asked
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    reported_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    lane INTEGER NOT NULL, -- as of steps
    claimant INTEGER NOT NULL DEFAULT 0, -- who is at it; 0: nobody, or nobody that can be told to be gone
    PRIMARY KEY (order_id, payment_id)
) WITHOUT ROWID;

CREATE INDEX surplus_payments_due ON surplus_payments (due_at) WHERE state = 0;

-- Members of an order's pipeline records that are nobody's here: they go along to the next topic.
CREATE TABLE pipeline_members (
    order_id TEXT PRIMARY KEY,
    members BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE stock (
    product_id TEXT PRIMARY KEY,
    on_hand INTEGER NOT NULL,
    reserved INTEGER NOT NULL DEFAULT 0,
    CHECK (reserved >= 0 AND reserved <= on_hand)
) WITHOUT ROWID;

CREATE TABLE stock_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id TEXT NOT NULL,
    delta INTEGER NOT NULL,
    on_hand INTEGER NOT NULL, -- after it
    reason TEXT NOT NULL,
    user_id TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX stock_changes_by_product ON stock_changes (product_id, id);

CREATE TABLE reservations (
    order_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    state INTEGER NOT NULL, -- 0 held, 1 released, 2 shipped
    at INTEGER NOT NULL,
    PRIMARY KEY (order_id, product_id)
) WITHOUT ROWID;

CREATE INDEX reservations_by_product ON reservations (product_id, state, at);

CREATE TABLE shipments (
    order_id TEXT PRIMARY KEY,
    tracking_number TEXT NOT NULL,
    carrier TEXT NOT NULL,
    status INTEGER NOT NULL, -- 0 initiated, 1 shipped, 2 in transit, 3 delivered, 4 failed
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE shipment_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    at INTEGER NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX shipment_events_by_order ON shipment_events (order_id, id);

-- Records of the services' topics whose order is not known, or not as far as they need (needs: the least status); resumed
-- when it is.
CREATE TABLE parked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    service TEXT NOT NULL,
    order_id TEXT NOT NULL,
    needs INTEGER NOT NULL,
    reason TEXT NOT NULL,
    topic TEXT NOT NULL,
    partition_no INTEGER NOT NULL,
    offset_no INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    record_key BLOB,
    value BLOB,
    headers BLOB NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX parked_by_order ON parked (order_id, service);
