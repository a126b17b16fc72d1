using Microsoft.EntityFrameworkCore;

namespace Leadgate.Plain;

internal sealed class LeadsContext(DbContextOptions<LeadsContext> options) : DbContext(options)
{
    public DbSet<Bulk> Bulks => Set<Bulk>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Bulk>().HasIndex(bulk => bulk.CreatedAt);
        modelBuilder
            .Entity<Lead>()
            .HasIndex(lead => new
            {
                lead.Source,
                lead.BulkId,
                lead.Id,
            });
    }
}
