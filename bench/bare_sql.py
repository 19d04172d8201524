"""What the shop's four steps write, in as few statements as PostgreSQL takes them."""

# Order, line, gift, payment, event, stock.
SEND = """
    WITH variant AS (
        SELECT variant.id, variant.name, variant.price_fen, product.title, product.shop_id
        FROM shops_variant variant JOIN shops_product product ON product.id = variant.product_id
        WHERE variant.id = %(variant)s
    ), payment AS (
        INSERT INTO payments_payment (number, payer_id, shop_id, amount_fen, state, expires_at, lapse_at, close_reason)
        SELECT %(number)s, %(giver)s, shop_id, price_fen, 'pending', now() + interval '30 minutes',
            now() + interval '30 minutes', ''
        FROM variant RETURNING id
    ), purchase AS (
        INSERT INTO orders_order (number, shop_id, buyer_id, kind, state, payment_id, goods_fen, freight_fen, fee_bps,
            note, close_reason)
        SELECT %(order_number)s, shop_id, %(giver)s, 'gift', 'pending_payment', payment.id, price_fen, 0, 100, '', ''
        FROM variant, payment RETURNING id, shop_id
    ), line AS (
        INSERT INTO orders_line (order_id, variant_id, title, variant_name, unit_price_fen, quantity)
        SELECT purchase.id, variant.id, title, name, price_fen, 1 FROM variant, purchase
    ), gift AS (
        INSERT INTO gifts_gift (code, order_id, giver_id, contact_id, greeting, cover, state, link_version, link_key_id,
            receipt_digest, decline_word)
        SELECT %(code)s, id, %(giver)s, %(contact)s, %(greeting)s, 'classic', 'unpaid', 1, 'k1', '', '' FROM purchase
    ), event AS (
        INSERT INTO giftshop_event (subject, shop_id, kind, data)
        SELECT 'order:' || id, shop_id, 'order.placed', '{}'::jsonb FROM purchase
    ), stock AS (
        UPDATE shops_variant SET stock = stock - 1 WHERE id = %(variant)s
    )
    SELECT price_fen, purchase.id FROM variant, purchase
"""

# The attempt before and after the pretend bank has heard of it, and the bank's own row.
OPEN = """
    INSERT INTO payments_attempt (payment_id, number, provider, method, state, amount_fen, transaction_id, poll_after,
        polls)
    SELECT id, %(attempt)s, 'sandbox', %(method)s, 'created', amount_fen, '', now() + interval '5 seconds', 0
    FROM payments_payment WHERE number = %(number)s;

    INSERT INTO payments_sandboxtrade (number, token, state, amount_fen, title, payee, return_url, notify_url,
        expires_at, transaction_id, refunds_go)
    SELECT %(attempt)s, %(token)s, 'open', amount_fen, 'Tea', 'Shop', 'https://localhost', 'https://localhost',
        now() + interval '30 minutes', %(transaction)s, 'at_once'
    FROM payments_payment WHERE number = %(number)s;

    UPDATE payments_attempt SET state = 'open' WHERE number = %(attempt)s
"""

PAID = """
    INSERT INTO payments_notice (provider, provider_id, kind, body, tries, error)
    VALUES ('sandbox', %(id)s, %(kind)s, %(body)s, 0, '');

    UPDATE payments_attempt SET state = 'succeeded', received_fen = %(amount_fen)s,
        transaction_id = %(transaction_id)s, provider_paid_at = %(paid_at)s
    WHERE number = %(number)s;

    WITH payment AS (
        UPDATE payments_payment payment
        SET state = 'paid', paid_at = now(), provider_paid_at = %(paid_at)s, paid_attempt_id = attempt.id
        FROM payments_attempt attempt WHERE attempt.payment_id = payment.id AND attempt.number = %(number)s
        RETURNING payment.id, payment.shop_id, payment.number
    ), purchase AS (
        UPDATE orders_order purchase SET state = 'awaiting_acceptance', paid_at = now(),
            backstop_at = now() + interval '29 days'
        FROM payment WHERE purchase.payment_id = payment.id
        RETURNING purchase.id, purchase.shop_id
    ), gift AS (
        UPDATE gifts_gift gift SET state = 'pending', deadline_at = now() + interval '24 hours',
            expire_after = now() + interval '24 hours', remind_at = now() + interval '22 hours'
        FROM purchase WHERE gift.order_id = purchase.id
        RETURNING gift.id
    ), event AS (
        INSERT INTO giftshop_event (subject, shop_id, kind, data)
        SELECT 'payment:' || id, shop_id, 'payment.paid', jsonb_build_object('number', number) FROM payment
        UNION ALL SELECT 'order:' || id, shop_id, 'order.paid', '{}' FROM purchase
        UNION ALL SELECT 'gift:' || gift.id, shop_id, 'gift.sent', '{}' FROM gift, purchase
    ), account AS (
        INSERT INTO payments_account (kind, owner_key, normal_side, balance)
        SELECT 'escrow', 'order:' || id, 'C', 0 FROM purchase RETURNING id
    ), journal AS (
        INSERT INTO payments_journal (key, kind, entry_count, total)
        SELECT 'order:' || id || ':paid', 'paid', 2, %(amount_fen)s FROM purchase RETURNING id
    )
    INSERT INTO payments_entry (journal_id, account_id, side, amount)
    SELECT journal.id, id_of, side, %(amount_fen)s
    FROM journal, (
        SELECT id, 'D' FROM payments_account WHERE kind = 'provider_clearing'
        UNION ALL SELECT id, 'C' FROM account
    ) AS entry (id_of, side);

    UPDATE payments_notice SET processed_at = now() WHERE provider = 'sandbox' AND provider_id = %(id)s
"""

ACCEPT = """
    WITH gift AS (
        UPDATE gifts_gift SET state = 'accepted', accepted_at = now(), recipient_id = %(recipient)s
        WHERE code = %(code)s AND state = 'pending'
        RETURNING id, order_id
    ), purchase AS (
        UPDATE orders_order purchase SET state = 'to_ship', owner_id = %(recipient)s, accepted_at = now(),
            locked_until = now() + interval '24 hours', ship_due_at = now() + interval '48 hours'
        FROM gift WHERE purchase.id = gift.order_id
        RETURNING purchase.id, purchase.shop_id
    ), event AS (
        INSERT INTO giftshop_event (subject, shop_id, kind, data)
        SELECT 'gift:' || gift.id, shop_id, 'gift.accepted', '{}' FROM gift, purchase
    )
    INSERT INTO orders_delivery (order_id, consignee, phone, phone_index, province, city, district, detail)
    SELECT id, %(consignee)s, %(phone)s, %(phone_index)s, %(province)s, %(city)s, %(district)s, %(detail)s
    FROM purchase
"""

KEEP = """
    INSERT INTO api_answer (caller, key, fingerprint, status, location, body)
    VALUES (%(caller)s, %(key)s, %(fingerprint)s, 201, '', %(body)s)
"""
