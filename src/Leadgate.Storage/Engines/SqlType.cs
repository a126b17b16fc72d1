namespace Leadgate.Storage.Engines;

internal enum SqlType
{
    Integer,
    BigInt,
    Boolean,
    Text,
    Timestamp,
    Blob,
    Json,
}
