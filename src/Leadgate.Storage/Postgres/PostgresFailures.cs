using System.Net.Sockets;
using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>Says in our words why the server refuses, and whether it failed at its surroundings or at what we asked.</summary>
internal static class PostgresFailures
{
    /// <summary>Whether trying the same again later can help: the server is away, full, read-only, or too busy (PostgreSQL manual appendix A).</summary>
    public static bool IsOutage(Exception e) =>
        e switch
        {
            PostgresException postgres => postgres.SqlState[..2] is "08" or "25" or "28" or "3D" or "53" or "55" or "57" or "58" or "XX",
            NpgsqlException or SocketException or IOException or TimeoutException => true,
            _ => false,
        };

    /// <summary>Whether the server undid a transaction for the sake of another one: a deadlock, or a conflict (class 40). The same may well succeed next time.</summary>
    public static bool IsConflict(Exception e) =>
        e is PostgresException postgres && postgres.SqlState.StartsWith("40", StringComparison.Ordinal);

    /// <summary>Whether only writing fails: the disk is full, or the server takes no writes.</summary>
    public static bool LeavesReading(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>An outage in the words of the store.</summary>
    public static StoreUnavailableException Unavailable(Exception e) => new($"PostgreSQL cannot do its work now: {Reason(e)}", e);

    /// <summary>One line for the operator.</summary>
    public static string Reason(Exception e) =>
        e switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } =>
                "it refuses the password. Check the user and the password in the address.",
            PostgresException { SqlState: "28000" } =>
                "it refuses this user or this machine. Check the user in the address and the server's pg_hba.conf.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } postgres =>
                $"{postgres.MessageText}. Create it with createdb.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } postgres =>
                $"{postgres.MessageText}. Give the user the right to it.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "its disk is full. Make room; the service goes on by itself.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                "it has no connection left. Raise max_connections, or lower Maximum Pool Size in the address.",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                "it is read-only, as a replica is. Name the primary in the address, or all servers.",
            PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } => "it is starting up or shutting down.",
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => "it was shut down.",
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => "another transaction holds a lock for too long.",
            PostgresException postgres => postgres.MessageText,
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => "it did not answer in time.",
            NpgsqlException { InnerException: SocketException socket } =>
                $"it cannot be reached ({socket.SocketErrorCode}). Check that it runs, and the host and port in the address.",
            NpgsqlException { InnerException: IOException } => "the connection broke.",
            NpgsqlException { InnerException: AggregateException { InnerExceptions: [.., var last] } } =>
                $"no primary was found among the servers of the address; of one, {Reason(last)}",
            NpgsqlException when e.Message.Contains("No suitable host", StringComparison.OrdinalIgnoreCase) =>
                "none of the servers in the address is a primary. Name all servers, the primary too.",
            _ => e.Message.ReplaceLineEndings(" "),
        };
}
