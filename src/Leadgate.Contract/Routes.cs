namespace Leadgate.Contract;

/// <summary>The paths of the service (promise 2).</summary>
public static class Routes
{
    /// <summary>Takes a bulk of leads (POST, promise 2.1) and finds leads (GET, promise 2.5).</summary>
    public const string Bulks = "/api/v1/leads/bulks";

    /// <summary>Shows one bulk (promise 2.4).</summary>
    public const string Bulk = Bulks + "/{id}";

    /// <summary>The catalogue of reference lists (promise 2.3).</summary>
    public const string Lists = "/api/v1/list";

    /// <summary>The items of one reference list (promise 2.2).</summary>
    public const string List = Lists + "/{list}";

    /// <summary>The API keys (GET) and a new one (POST), promise 10.1.</summary>
    public const string Keys = "/api/v1/keys";

    /// <summary>One API key, to be limited (PATCH, promise 10.4) or revoked (DELETE, promise 10.1).</summary>
    public const string Key = Keys + "/{id}";

    /// <summary>Shows everything that is known of a person.</summary>
    public const string PersonExport = "/api/v1/persons/export";

    /// <summary>Erases everything that is known of a person.</summary>
    public const string PersonErase = "/api/v1/persons/erase";

    /// <summary>The process runs (promise 9.4).</summary>
    public const string Live = "/health/live";

    /// <summary>The service can take leads: its store answers (promise 9.4).</summary>
    public const string Ready = "/health/ready";

    /// <summary>The OpenAPI 3.1 document.</summary>
    public const string OpenApi = "/openapi/v1.json";

    /// <summary>The interactive reference.</summary>
    public const string Docs = "/docs";
}
