namespace Leadgate.Storage.Engines;

internal enum SqlType
{
    Integer,
    BigInt,
    Boolean,
    Text,
    Date,
    Timestamp,
    Blob,
    Json,
    BigIntArray,
    IntegerArray,
}
