namespace Leadgate.Contract;

/// <summary>The paths of the service (promise 2).</summary>
public static class Routes
{
    /// <summary>The common prefix of the API.</summary>
    public const string Api = "/api/v1";

    /// <summary>Everything about leads is below this path.</summary>
    public const string Leads = Api + "/leads";

    /// <summary>Reads (GET, promise 11.1) and corrects (PATCH, promise 11.2) one lead.</summary>
    public const string Lead = Leads + "/{id}";

    /// <summary>The corrections of one lead (promise 11.3).</summary>
    public const string LeadRevisions = Lead + "/revisions";

    /// <summary>Corrects all leads that have a wrong value (POST, promise 11.5).</summary>
    public const string LeadCorrections = Leads + "/corrections";

    /// <summary>How far such a correction is (promise 11.5).</summary>
    public const string LeadCorrection = LeadCorrections + "/{id}";

    /// <summary>Creates a bulk of leads (POST, promise 2.1) and searches leads (GET, promise 2.5).</summary>
    public const string Bulks = Leads + "/bulks";

    /// <summary>Checks a bulk of leads and stores nothing (POST).</summary>
    public const string BulkCheck = Bulks + "/check";

    /// <summary>Reads one bulk (promise 2.4).</summary>
    public const string Bulk = Bulks + "/{id}";

    /// <summary>The errors of leads that wait for correction, grouped (promise 11.4).</summary>
    public const string OpenErrors = Api + "/leads/errors";

    /// <summary>Uploads a file that becomes leads (POST, promise 12.2) and lists imports (GET, promise 12.4).</summary>
    public const string Imports = Api + "/imports";

    /// <summary>Reads one import (GET), chooses its columns (PATCH), and cancels it (DELETE), promises 12.3 and 12.4.</summary>
    public const string Import = Imports + "/{id}";

    /// <summary>Validates all rows of an import and stores nothing (POST, promise 12.4).</summary>
    public const string ImportCheck = Import + "/check";

    /// <summary>Stores the rows of an import (POST, promise 12.4).</summary>
    public const string ImportStart = Import + "/start";

    /// <summary>The rows of an import that would have errors, before it is stored (promise 12.4).</summary>
    public const string ImportRows = Import + "/rows";

    /// <summary>Corrects cells of a row before an import is stored (PATCH, promise 12.4).</summary>
    public const string ImportRow = ImportRows + "/{row}";

    /// <summary>The rows of an import that still have errors, as a file (promise 12.5).</summary>
    public const string ImportFailed = Import + "/failed";

    /// <summary>All leads that match a search, as a file (promise 12.6).</summary>
    public const string LeadExport = Leads + "/export";

    /// <summary>The catalog of reference lists (promise 2.3).</summary>
    public const string Lists = Api + "/list";

    /// <summary>The items of one reference list (promise 2.2).</summary>
    public const string List = Lists + "/{list}";

    /// <summary>A whole reference list: exports it (GET) and imports it (PUT).</summary>
    public const string ListFile = List + "/file";

    /// <summary>Lists API keys (GET) and creates one (POST), promise 10.1.</summary>
    public const string Keys = Api + "/keys";

    /// <summary>Changes an API key (PATCH, promises 6.5 and 10.4) or revokes it (DELETE, promise 10.1).</summary>
    public const string Key = Keys + "/{id}";

    /// <summary>Who the caller is (promise 2.13).</summary>
    public const string Me = Api + "/me";

    /// <summary>The personal data of one person.</summary>
    public const string Persons = Api + "/persons";

    /// <summary>Exports the personal data of one person (POST).</summary>
    public const string PersonExport = Persons + "/export";

    /// <summary>Erases the personal data of one person (POST).</summary>
    public const string PersonErase = Persons + "/erase";

    /// <summary>Whether the process runs (promise 9.4).</summary>
    public const string Live = "/health/live";

    /// <summary>Whether a bulk could be stored now (promise 9.4).</summary>
    public const string Ready = "/health/ready";

    /// <summary>The staff pages; everything about them is below this path.</summary>
    public const string Staff = "/staff";

    /// <summary>The sign-in page.</summary>
    public const string StaffSignIn = Staff + "/sign-in";

    /// <summary>The second step of a sign-in, for accounts with a second factor.</summary>
    public const string StaffSignInCode = StaffSignIn + "/code";

    /// <summary>Ends a session (POST).</summary>
    public const string StaffSignOut = Staff + "/sign-out";

    /// <summary>Redirects to the identity provider.</summary>
    public const string StaffOidc = Staff + "/oidc";

    /// <summary>Receives the response of the identity provider.</summary>
    public const string StaffOidcCallback = StaffOidc + "/callback";

    /// <summary>The OpenAPI 3.1 document.</summary>
    public const string OpenApi = "/openapi/v1.json";

    /// <summary>The documentation for integrators: the start page, and below it the other pages.</summary>
    public const string Docs = "/docs";

    /// <summary>The style sheet of the documentation.</summary>
    public const string DocsStyle = Docs + "/docs.css";

    /// <summary>What the documentation says about some words (<c>?q=</c>).</summary>
    public const string DocsSearch = Docs + "/search";

    /// <summary>The interactive API reference.</summary>
    public const string ApiReference = Docs + "/api";

    /// <summary>The overview of errors. Below it, each problem type and each code of an issue has a page (promise 8.2).</summary>
    public const string Errors = Docs + "/errors";
}
