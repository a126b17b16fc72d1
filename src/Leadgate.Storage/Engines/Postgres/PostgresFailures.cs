using System.Net.Sockets;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Distinguishes infrastructure failures (server, disk, network) from failures of a statement, and describes them to an operator.
/// </summary>
internal static class PostgresFailures
{
    private const string CompletionUnknown = "40003";
    private const string ResolutionUnknown = "08007";

    /// <summary>
    /// Whether a retry may succeed: the server is unavailable, full, read-only or too busy (PostgreSQL manual, appendix A).
    /// </summary>
    public static bool IsOutage(Exception e) =>
        e switch
        {
            PostgresException postgres => postgres.SqlState[..2] is "08" or "25" or "28" or "3D" or "53" or "55" or "57" or "58" or "XX",
            NpgsqlException or SocketException or IOException or TimeoutException or CommitInDoubtException => true,
            _ => false,
        };

    /// <summary>
    /// Whether the server rolled back a transaction in favour of another: a deadlock or a conflict (class 40). The next attempt may
    /// succeed.
    /// </summary>
    public static bool IsConflict(Exception e) =>
        e is PostgresException postgres && postgres.SqlState.StartsWith("40", StringComparison.Ordinal);

    /// <summary>
    /// Whether an exchange that should have committed was certainly rolled back: the server answered with an error that leaves the
    /// connection open. Before the end of a connection, a commit may have been carried out.
    /// </summary>
    public static bool IsRolledBack(Exception e) =>
        (e is OperationCanceledException ? e.InnerException : e) is PostgresException { InvariantSeverity: "ERROR" } postgres
        && postgres.SqlState is not (CompletionUnknown or ResolutionUnknown);

    /// <summary>
    /// Whether reading may still work: the server answered and kept the connection. Its disk is full, it is read-only, or Citus could not
    /// reach the worker that holds what was asked for.
    /// </summary>
    public static bool LeavesReading(Exception e) =>
        e is PostgresException { InvariantSeverity: "ERROR" } or CommitInDoubtException { InnerException: null };

    /// <summary>Whether a lock was not released in time.</summary>
    public static bool IsLockTimeout(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>An outage as the stores report it.</summary>
    public static StoreUnavailableException Unavailable(Exception e) => new($"PostgreSQL is not available: {Describe(e)}", e);

    /// <summary>What is wrong and what to do, in one line.</summary>
    public static string Describe(Exception e) =>
        e switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } =>
                "it rejects the password. Check the user and the password in the address.",
            PostgresException { SqlState: "28000" } =>
                "it rejects this user or this machine. Check the user in the address and the server's pg_hba.conf.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } postgres =>
                $"{postgres.MessageText}. Create it with createdb.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } postgres =>
                $"{postgres.MessageText}. Grant the user the privilege.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                "its disk is full. Free some space; the service recovers by itself.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                "it has no connections left. Raise max_connections, or lower Maximum Pool Size in the address.",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                "it is read-only, as a replica is. Use the address of the primary, or list all servers.",
            PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } => "it is starting up or shutting down.",
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => "it was shut down.",
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => "another transaction held a lock for too long.",
            PostgresException postgres => postgres.MessageText,
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => "it did not answer in time.",
            NpgsqlException { InnerException: SocketException socket } =>
                $"it cannot be reached ({socket.SocketErrorCode}). Check that it runs, and the host and port in the address.",
            NpgsqlException { InnerException: IOException } => "the connection broke.",
            NpgsqlException { InnerException: AggregateException { InnerExceptions: [.., var last] } } =>
                $"no primary was found among the servers of the address; one reported: {Describe(last)}",
            NpgsqlException when e.Message.Contains("No suitable host", StringComparison.OrdinalIgnoreCase) =>
                "none of the servers in the address is a primary. List all servers, including the primary.",
            _ => e.Message.ReplaceLineEndings(" "),
        };
}
