namespace Leadgate.Storage.Engines;

/// <summary>The types of parameters.</summary>
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
