using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Plain;
using Microsoft.EntityFrameworkCore;

// A typical implementation with minimal APIs, the serializer, FluentValidation, and EF Core. It stores bulks and does nothing else, and
// is a baseline of the bench. Usage: --urls URL --database sqlite:PATH or postgres:CONNECTION

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new TextOrNumber()));
builder.Services.AddSingleton<Items>().AddSingleton<LeadValidator>();
var database = builder.Configuration["database"] ?? throw new InvalidOperationException("--database is missing.");
builder.Services.AddDbContextPool<LeadsContext>(options =>
    _ = database.StartsWith("sqlite:", StringComparison.Ordinal)
        ? options.UseSqlite($"Data Source={database["sqlite:".Length..]}")
        : options.UseNpgsql(database["postgres:".Length..])
);
var app = builder.Build();

using (var scope = app.Services.CreateScope())
{
    var leads = scope.ServiceProvider.GetRequiredService<LeadsContext>();
    await leads.Database.EnsureCreatedAsync();
    if (leads.Database.IsSqlite())
        await leads.Database.ExecuteSqlRawAsync("pragma journal_mode = wal");
}

app.MapPost(
    Routes.Bulks,
    async (
        BulkBody body,
        LeadsContext leads,
        LeadValidator validator,
        Items items,
        HttpResponse response,
        CancellationToken cancellation
    ) =>
    {
        var bulk = new Bulk
        {
            Status = 4,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            CreatedBy = "anonymous",
            TotalRecords = body.Leads.Count,
        };
        for (var i = 0; i < body.Leads.Count; i++)
        {
            var result = validator.Validate(body.Leads[i]);
            if (result.IsValid)
                bulk.Leads.Add(LeadMapping.ToEntity(body.Leads[i], i, items));
            else
                bulk.LeadsWithErrors.Add(
                    new LeadWithErrors
                    {
                        Position = i,
                        Sent = JsonSerializer.Serialize(body.Leads[i]),
                        Errors = JsonSerializer.Serialize(result.Errors),
                    }
                );
        }

        bulk.ErrorRecords = bulk.LeadsWithErrors.Count;
        leads.Bulks.Add(bulk);
        await leads.SaveChangesAsync(cancellation);
        response.Headers[Headers.ErrorRecords] = bulk.ErrorRecords.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Ok(bulk.Id);
    }
);

await app.RunAsync();
