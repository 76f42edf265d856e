-- What somebody wrote, when they ask what is held about them.
create index request_messages_author on request_messages (customer_id, author_guid, created_at desc) where side = 'requester';
