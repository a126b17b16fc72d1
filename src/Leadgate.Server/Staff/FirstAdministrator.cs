using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>
/// Lets somebody at the machine of an open TEST service create the first administrator with a form, once. Everywhere else the command line
/// does it: whoever reaches the service first must not become its administrator.
/// </summary>
internal sealed class FirstAdministrator(ILeadStore store, StaffAccounts accounts, LeadgateSettings settings)
{
    private readonly bool _isOpen = LocalRequest.IsPossible(settings) && !settings.RequiresSecondFactor(StaffRole.Admin);

    private volatile bool _exists;

    /// <summary>Whether nobody can sign in yet: there is no account, and no identity provider.</summary>
    public async Task<bool> IsMissingAsync(CancellationToken cancellation)
    {
        // Accounts are never deleted, so that the store is not asked again once there is one.
        if (settings.Oidc is null && !_exists)
            _exists = await store.Staff.HasAccountsAsync(cancellation);
        return settings.Oidc is null && !_exists;
    }

    /// <summary>Whether a request may create it, as long as it is missing.</summary>
    public bool Allows(HttpContext http) => _isOpen && settings.Oidc is null && LocalRequest.Is(http);

    /// <returns>Null when there is an account already.</returns>
    public Task<AccountOutcome?> CreateAsync(HttpContext http, string name, string password) =>
        Allows(http)
            ? accounts.CreateFirstAsync(name, password, http.ClientAddress(), http.RequestAborted)
            : throw new NotAllowedException("The first administrator is created from this machine only.");
}
