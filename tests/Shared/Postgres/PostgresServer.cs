using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Leadgate.Tests.Postgres;

/// <summary>A PostgreSQL server in a temporary folder on a free loopback port, run from the installed programs.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "leadgate";
    private const string Password = "only-for-tests";
    private const string SharedMemory = "/dev/shm";

    /// <summary>
    /// A busy machine may take longer than production allows, where a store would report that the server does not respond. A server that
    /// does not run refuses connections at once.
    /// </summary>
    private const string Patience = "connect_timeout=120&Command%20Timeout=180&Cancellation%20Timeout=180000";

    private static readonly Lazy<string> Programs = new(FindPrograms);

    /// <summary>
    /// A server that never runs. The others start with a copy of its data directory, which takes a small part of the time.
    /// </summary>
    private static readonly Lazy<Task<PostgresServer>> Initialized = new(InitializeAsync);

    private readonly string _folder;
    private Process? _process;

    /// <summary>Ends when the server and all processes that it has started have: each of them holds the other end.</summary>
    private Task _output = Task.CompletedTask;

    private PostgresServer(string folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => _process!.Id;

    /// <summary>The data directory.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>Creates a folder next to the data directory.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>The address of a database on one or several servers, as in the setting.</summary>
    public static string Address(string database, params IEnumerable<PostgresServer> servers)
    {
        var hosts = servers.Select(server => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Port}"));
        return $"postgres://{User}:{Password}@{string.Join(',', hosts)}/{database}?{Patience}";
    }

    /// <summary>Creates and starts a server.</summary>
    /// <param name="settings">Settings of the server, as name=value.</param>
    public static async Task<PostgresServer> StartNewAsync(params string[] settings)
    {
        var server = await CreateAsync(Path.GetTempPath());
        await server.StartAsync(settings);
        return server;
    }

    /// <summary>
    /// Creates and starts a server for hundreds of databases of tests. It never waits for a disk, is in memory if the machine has a memory
    /// file system, and does not spend the time that a password costs for each of thousands of connections.
    /// </summary>
    public static async Task<PostgresServer> StartInMemoryAsync()
    {
        var server = await CreateAsync(HasSpace(SharedMemory) ? SharedMemory : Path.GetTempPath());
        await File.WriteAllTextAsync(Path.Combine(server.Data, "pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
        await server.StartAsync("fsync=off", "full_page_writes=off", "wal_init_zero=off", "max_wal_size=256MB", "jit=off");
        return server;
    }

    private static async Task<PostgresServer> CreateAsync(string parent)
    {
        var server = Prepare(parent);
        await server.RunAsync("/bin/cp", "-a", (await Initialized.Value).Data, server.Data);
        return server;
    }

    private static async Task<PostgresServer> InitializeAsync()
    {
        var server = Prepare(HasSpace(SharedMemory) ? SharedMemory : Path.GetTempPath());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(server._folder, recursive: true);
        var passwordFile = Path.Combine(server._folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        await server.RunAsync(
            "initdb",
            "-D",
            server.Data,
            "-U",
            User,
            "--pwfile",
            passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"
        );
        await File.AppendAllTextAsync(Path.Combine(server.Data, "pg_hba.conf"), "host replication all 127.0.0.1/32 scram-sha-256\n");
        return server;
    }

    /// <summary>Creates and starts a replica of a running server.</summary>
    /// <param name="name">The name for <c>synchronous_standby_names</c> of the primary.</param>
    public static async Task<PostgresServer> StartReplicaAsync(PostgresServer primary, string name)
    {
        var server = Prepare(Path.GetTempPath());
        var connection = string.Create(
            CultureInfo.InvariantCulture,
            $"host=127.0.0.1 port={primary.Port} user={User} password={Password} application_name={name}"
        );
        await server.RunAsync(
            "pg_basebackup",
            "-d",
            connection,
            "-D",
            server.Data,
            "--write-recovery-conf",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--no-sync"
        );
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts or restarts the server and returns when it accepts connections.</summary>
    public async Task StartAsync(params string[] settings)
    {
        string[] arguments =
        [
            "-D",
            Data,
            "-p",
            Port.ToString(CultureInfo.InvariantCulture),
            "-k",
            _folder,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "max_connections=200",
            "-c",
            "max_prepared_transactions=20",
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        _process = Process.Start(StartInfo("postgres", arguments))!;
        var output = _process.StandardOutput.ReadToEndAsync();
        var log = new StringBuilder();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            log.AppendLine(line);
            if (!line.Contains("ready to accept", StringComparison.Ordinal))
                continue;
            _output = Task.WhenAll(output, _process.StandardError.ReadToEndAsync());
            return;
        }

        await _process.WaitForExitAsync();
        throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"PostgreSQL exited with {_process.ExitCode} instead of starting:\n{log}")
        );
    }

    /// <summary>The connection string of its owner.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = User,
            Password = Password,
            Database = database,
            Pooling = false,
            Timeout = 120,
            CommandTimeout = 180,
        }.ToString();

    /// <summary>Runs a statement as its owner.</summary>
    public async Task<object?> ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>
    /// Ends the server as a crash does (SIGKILL), and returns when its processes have noticed: until then, it does not start again.
    /// </summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        await _output;
    }

    /// <summary>Stops the server immediately; it recovers when it is started again.</summary>
    public async Task StopAsync()
    {
        if (_process is null or { HasExited: true })
            return;
        using var kill = Process.Start("kill", ["-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    /// <summary>Promotes a replica to primary.</summary>
    public Task PromoteAsync() => RunAsync("pg_ctl", "-D", Data, "promote", "--wait");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool HasSpace(string folder) =>
        Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace > 2L * 1024 * 1024 * 1024;

    private static PostgresServer Prepare(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"leadgate-postgres-{Guid.NewGuid():N}")).FullName;
        if (Environment.IsPrivilegedProcess)
            Process.Start("chown", ["postgres", folder]).WaitForExit();
        return new PostgresServer(folder, FindPort());
    }

    /// <summary>
    /// A free port below those that the system gives to whoever asks for any: the server takes it only seconds later, and again when it is
    /// restarted, while other tests open ports by the hundred.
    /// </summary>
    private static int FindPort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse) { }
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(program, arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {await output} {await error}");
    }

    /// <summary>PostgreSQL does not run as root, so it is started as the user postgres.</summary>
    private ProcessStartInfo StartInfo(string program, string[] arguments)
    {
        var path = Path.Combine(Programs.Value, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, _folder);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>
    /// The newest of the versions that the distribution installs side by side, or the programs on the path. They come first on the path
    /// of the tests, because Debian's path has slow wrapper scripts instead.
    /// </summary>
    private static string FindPrograms()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var folders = versions
            .OrderByDescending(folder =>
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0
            )
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        var found =
            folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException(
                "The tests need PostgreSQL 15 or later: install the package postgresql, or name a server in LEADGATE_TEST_POSTGRES."
            );
        Environment.SetEnvironmentVariable("PATH", $"{found}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}");
        return found;
    }
}
