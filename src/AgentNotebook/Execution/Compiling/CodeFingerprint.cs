using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Tells whether two pieces of code are the same to the compiler: white space and comments do not count, every token and directive does.</summary>
public static class CodeFingerprint
{
    private static readonly CSharpParseOptions _options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>SHA-256 of the tokens of <paramref name="code"/>, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="code">C# source, well formed or not. It is only lexed, so that its nesting costs no stack.</param>
    public static string Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var hash = new TokenHash();
        foreach (var token in SyntaxFactory.ParseTokens(code, options: _options))
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                if (trivia.IsDirective)
                {
                    hash.Append(trivia.ToString().Trim());
                }
            }

            hash.Append(token.Text);
        }

        return hash.ToString();
    }
}
