-- A database for each service, which its own role alone may enter. The password is for this machine's loopback only.
CREATE ROLE review LOGIN PASSWORD 'development';
CREATE ROLE escalation LOGIN PASSWORD 'development';
CREATE ROLE participation LOGIN PASSWORD 'development';
CREATE ROLE metrics LOGIN PASSWORD 'development';

CREATE DATABASE review OWNER review;
CREATE DATABASE escalation OWNER escalation;
CREATE DATABASE participation OWNER participation;
CREATE DATABASE metrics OWNER metrics;

REVOKE CONNECT ON DATABASE review, escalation, participation, metrics FROM PUBLIC;
