using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Leadgate.Mutations;

/// <summary>
/// Puts all faults of a file into it at once, each behind a switch that the environment of a test run throws: the member that a fault
/// changes gets its body twice, right and faulty. One build then serves all faults.
/// </summary>
internal static class FaultSwitches
{
    /// <summary>The environment variable that names the fault to switch on.</summary>
    public const string Variable = "LEADGATE_ACTIVE_FAULT";

    /// <summary>The code of the switch, which is compiled into every project of the copy.</summary>
    public const string Code = $$"""
        internal static class FaultSwitch
        {
            private static readonly string? Active = System.Environment.GetEnvironmentVariable("{{Variable}}");

            public static bool IsOn(string fault) => Active == fault;
        }
        """;

    /// <summary>
    /// Whether a fault changes code that runs, and not an attribute, a declaration, or a number that is constant, which need a build of
    /// their own.
    /// </summary>
    public static bool CanSwitch(Fault fault, string source) =>
        fault.File.EndsWith(".cs", StringComparison.Ordinal) && FindRegion(Parse(source), FaultList.Find(fault, source)[0]) is not null;

    /// <summary>The file with the faults behind switches.</summary>
    public static string Insert(string source, IReadOnlyList<Fault> faults)
    {
        var root = Parse(source);
        var regions = faults
            .Select(fault => (Fault: fault, At: FaultList.Find(fault, source)[0]))
            .Select(placed => (placed.Fault, placed.At, Region: FindRegion(root, placed.At)!))
            .GroupBy(placed => placed.Region.Span)
            .ToList();
        var edits = new Dictionary<TextSpan, string>();
        foreach (var group in regions)
        {
            var region = group.First().Region;
            var variants = group.Select(placed => (placed.Fault.Id, Apply(source, region.Code, placed.At, placed.Fault.Faulty)));
            edits[region.Span] = region.Write([.. variants], source.Substring(region.Code.Start, region.Code.Length));
        }

        foreach (var constant in FindDependents(root, [.. edits.Keys]))
            edits[constant.Span] = "static readonly";
        return edits
            .OrderByDescending(edit => edit.Key.Start)
            .Aggregate(
                new StringBuilder(source),
                (text, edit) => text.Remove(edit.Key.Start, edit.Key.Length).Insert(edit.Key.Start, edit.Value)
            )
            .ToString();
    }

    /// <summary>A constant that is composed of one with a fault is no constant either.</summary>
    private static List<SyntaxToken> FindDependents(CompilationUnitSyntax root, IReadOnlyList<TextSpan> replaced)
    {
        var constants = root.DescendantNodes().OfType<FieldDeclarationSyntax>().Where(IsConstant).ToList();
        var changed = constants
            .Where(constant => replaced.Contains(constant.Span))
            .Select(constant => constant.Declaration.Variables[0].Identifier.Text)
            .ToHashSet();
        var dependents = new List<SyntaxToken>();
        foreach (var constant in constants.Where(constant => !replaced.Contains(constant.Span)))
        {
            if (!constant.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => changed.Contains(name.Identifier.Text)))
                continue;
            changed.Add(constant.Declaration.Variables[0].Identifier.Text);
            dependents.Add(constant.Modifiers.Single(modifier => modifier.IsKind(SyntaxKind.ConstKeyword)));
        }

        return dependents;
    }

    private static bool IsConstant(FieldDeclarationSyntax field) => field.Modifiers.Any(SyntaxKind.ConstKeyword);

    /// <summary>A number may be in a pattern or an attribute, where only a constant can be.</summary>
    private static bool IsText(FieldDeclarationSyntax field) =>
        field.Declaration is { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword }, Variables.Count: 1 };

    private static CompilationUnitSyntax Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();

    /// <summary>A code region with one of its places replaced.</summary>
    private static string Apply(string source, TextSpan code, (int Start, int Length) at, string faulty) =>
        source[code.Start..at.Start] + faulty + source[(at.Start + at.Length)..code.End];

    private static FaultRegion? FindRegion(CompilationUnitSyntax root, (int Start, int Length) at)
    {
        var span = new TextSpan(at.Start, at.Length);
        return root.FindNode(span)
            .AncestorsAndSelf()
            .Select(node => RegionOf(node))
            .FirstOrDefault(region => region?.Code.Contains(span) == true);
    }

    private static FaultRegion? RegionOf(SyntaxNode node) =>
        node switch
        {
            BaseMethodDeclarationSyntax { Body: { } body } => FaultRegion.Block(body),
            BaseMethodDeclarationSyntax { ExpressionBody: { } body } method => FaultRegion.Expression(body, ReturnsValue(method)),
            AccessorDeclarationSyntax { Body: { } body } => FaultRegion.Block(body),
            AccessorDeclarationSyntax { ExpressionBody: { } body } accessor => FaultRegion.Expression(
                body,
                accessor.IsKind(SyntaxKind.GetAccessorDeclaration)
            ),
            PropertyDeclarationSyntax { ExpressionBody: { } body } => FaultRegion.Getter(body),
            IndexerDeclarationSyntax { ExpressionBody: { } body } => FaultRegion.Getter(body),
            PropertyDeclarationSyntax { Initializer: { } initializer } property => FaultRegion.Initializer(initializer, property.Type),
            VariableDeclaratorSyntax
            {
                Initializer.Value: not InitializerExpressionSyntax,
                Parent.Parent: FieldDeclarationSyntax field
            } variable when !IsConstant(field) => FaultRegion.Initializer(variable.Initializer, field.Declaration.Type),
            FieldDeclarationSyntax field when IsConstant(field) && IsText(field) => FaultRegion.Constant(field),
            _ => null,
        };

    private static bool ReturnsValue(BaseMethodDeclarationSyntax method) =>
        method switch
        {
            MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax type } => !type.Keyword.IsKind(SyntaxKind.VoidKeyword),
            MethodDeclarationSyntax { ReturnType: IdentifierNameSyntax { Identifier.Text: "Task" or "ValueTask" } } =>
                !method.Modifiers.Any(SyntaxKind.AsyncKeyword),
            MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => true,
            _ => false,
        };
}
