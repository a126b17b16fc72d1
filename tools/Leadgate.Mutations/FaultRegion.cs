using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Leadgate.Mutations;

/// <summary>A part of a member that can be written twice, with a switch between.</summary>
/// <param name="Span">What is replaced.</param>
/// <param name="Code">The code in it that is repeated.</param>
/// <param name="Before">What precedes all variants.</param>
/// <param name="Start">What precedes a variant.</param>
/// <param name="End">What follows a variant.</param>
/// <param name="After">What follows all variants.</param>
/// <param name="IsExpression">Whether the switch is an expression and not a statement.</param>
internal sealed record FaultRegion(TextSpan Span, TextSpan Code, string Before, string Start, string End, string After, bool IsExpression)
{
    public static FaultRegion Block(BlockSyntax body) => new(body.Span, body.Span, "{ ", "", "", " }", IsExpression: false);

    public static FaultRegion Expression(ArrowExpressionClauseSyntax body, bool returnsValue) =>
        new(
            WithSemicolon(body),
            body.Expression.Span,
            "{ ",
            returnsValue && body.Expression is not ThrowExpressionSyntax ? "{ return " : "{ ",
            "; }",
            " }",
            IsExpression: false
        );

    public static FaultRegion Getter(ArrowExpressionClauseSyntax body) =>
        Expression(body, returnsValue: true) with
        {
            Before = "{ get { ",
            After = " } }",
        };

    /// <summary>The cast gives both variants the type that is declared, which <c>new()</c> and <c>[]</c> need.</summary>
    public static FaultRegion Initializer(EqualsValueClauseSyntax initializer, TypeSyntax type) =>
        new(initializer.Value.Span, initializer.Value.Span, "", $"({type})(", ")", "", IsExpression: true);

    /// <summary>A constant becomes a variable that is set once.</summary>
    public static FaultRegion Constant(FieldDeclarationSyntax field)
    {
        var modifiers = field.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ConstKeyword)).Select(modifier => modifier.Text);
        var variable = field.Declaration.Variables[0];
        return Initializer(variable.Initializer!, field.Declaration.Type) with
        {
            Span = field.Span,
            Before = $"{string.Join(' ', modifiers)} static readonly {field.Declaration.Type} {variable.Identifier} = ",
            After = ";",
        };
    }

    /// <summary>The region with its variants. An error of compilation in one names its fault in place of the file.</summary>
    public string Write(IReadOnlyList<(string Fault, string Code)> variants, string right)
    {
        var (condition, otherwise) = IsExpression ? ("FaultSwitch.IsOn(\"{0}\") ? ", " : ") : ("if (FaultSwitch.IsOn(\"{0}\")) ", " else ");
        var text = new StringBuilder(Before);
        foreach (var (fault, code) in variants)
        {
            text.Append(condition.Replace("{0}", fault, StringComparison.Ordinal))
                .Append(CultureInfo.InvariantCulture, $"\n#line 1 \"{fault}\"\n")
                .Append(Start)
                .Append(code)
                .Append(End)
                .Append("\n#line default\n")
                .Append(otherwise);
        }

        return text.Append(Start).Append(right).Append(End).Append(After).ToString();
    }

    private static TextSpan WithSemicolon(ArrowExpressionClauseSyntax body)
    {
        var semicolon = body.GetLastToken().GetNextToken();
        return TextSpan.FromBounds(body.Span.Start, semicolon.Span.End);
    }
}
