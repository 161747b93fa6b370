using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>
/// Tells whether two pieces of code do the same for all a reader can see: beside white space and comments, the names the code gives itself,
/// braces around a single statement and parentheses around a single operand do not count.
/// </summary>
/// <remarks>Names are replaced by their order of first appearance, as bound variables are when terms are compared up to α-equivalence.</remarks>
public sealed class CodeShape
{
    // Code this short fits the stack of any thread, however it nests.
    private const int ShortCode = 256;
    private static readonly TimeSpan _parseLimit = TimeSpan.FromSeconds(5);
    private static readonly CSharpParseOptions _options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private readonly Dictionary<string, int> _names;

    private CodeShape(string fingerprint, Dictionary<string, int> names) => (Fingerprint, _names) = (fingerprint, names);

    /// <summary>Equal for code of the same shape: 64 lower-case hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The shape of <paramref name="code"/>. Code that cannot be parsed safely keeps its names, as in <see cref="CodeFingerprint"/>.</summary>
    /// <param name="code">C# source, well formed or not.</param>
    /// <param name="keep">Names that count because something outside the code uses them, as its checks do.</param>
    public static CodeShape Of(string code, IReadOnlySet<string> keep)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(keep);
        if (Nesting.TooDeepAt(code) < 0)
        {
            try
            {
                return code.Length <= ShortCode
                    ? Parse(code, keep, default)
                    : DeepStack.Run(code.Length, _parseLimit, token => Parse(code, keep, token), default);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Too deep, too slow, or one of the pieces of wrong code at which the parser itself throws: told by its tokens, then.
            }
        }

        return new CodeShape(CodeFingerprint.Of(code), []);
    }

    /// <summary>The identifiers of a piece of source: every name it could refer to.</summary>
    public static IEnumerable<string> NamesIn(string source) =>
        SyntaxFactory.ParseTokens(source, options: _options).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);

    /// <summary>A line of the code in its shape: names the code gave itself, numbers and texts do not count.</summary>
    /// <param name="line">The line.</param>
    public string OfLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var shape = new StringBuilder();
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in SyntaxFactory.ParseTokens(line, options: _options))
        {
            shape.Append(token.Kind() switch
            {
                SyntaxKind.NumericLiteralToken => "0",
                // Alone on its line, an interpolated string is one token.
                _ when token.Text.StartsWith('"') || token.Text.StartsWith("$\"", StringComparison.Ordinal) || token.Text.StartsWith("@\"", StringComparison.Ordinal) => "\"\"",
                SyntaxKind.IdentifierToken when _names.ContainsKey(token.ValueText) => Order(order, token.ValueText),
                _ => token.Text,
            }).Append(' ');
        }

        return shape.ToString();
    }

    private static CodeShape Parse(string code, IReadOnlySet<string> keep, CancellationToken cancellationToken)
    {
        var root = CSharpSyntaxTree.ParseText(code, _options, cancellationToken: cancellationToken).GetRoot(cancellationToken);
        var (declared, members) = DeclaredNames.In(root);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var hash = new TokenHash();
        foreach (var token in root.DescendantTokens(descendIntoTrivia: false))
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                if (trivia.IsDirective)
                {
                    hash.Append(trivia.ToString().Trim());
                }
            }

            if (IsNoise(token))
            {
                continue;
            }

            var name = token.ValueText;
            var isOwn = token.IsKind(SyntaxKind.IdentifierToken)
                && !keep.Contains(name)
                && (token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent ? members : declared).Contains(name);
            // No token begins with a space.
            hash.Append(isOwn ? Order(names, name) : token.Text);
        }

        return new CodeShape(hash.ToString(), names);
    }

    private static string Order(Dictionary<string, int> names, string name)
    {
        if (!names.TryGetValue(name, out var order))
        {
            names[name] = order = names.Count;
        }

        return $" {order}";
    }

    private static bool IsNoise(SyntaxToken token) => token.Parent switch
    {
        BlockSyntax { Statements: [not LocalDeclarationStatementSyntax and not LocalFunctionStatementSyntax], Parent: IfStatementSyntax or ElseClauseSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or UsingStatementSyntax or LockStatementSyntax }
            => token.IsKind(SyntaxKind.OpenBraceToken) || token.IsKind(SyntaxKind.CloseBraceToken),
        ParenthesizedExpressionSyntax { Expression: IdentifierNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax }
            => true,
        _ => false,
    };
}
