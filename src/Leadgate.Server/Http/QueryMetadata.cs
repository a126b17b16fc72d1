using Leadgate.Contract;

namespace Leadgate.Server.Http;

/// <summary>The record of the contract whose members are query parameters.</summary>
internal sealed record QueryMetadata(Type Type) : IQueryParameterMetadata
{
    public IEnumerable<string> ParameterNames =>
        ContractJson.Default.GetTypeInfo(Type)?.Properties.Select(property => property.Name)
        ?? throw new InvalidOperationException($"{Type.Name} is not in {nameof(ContractJson)}.");
}
