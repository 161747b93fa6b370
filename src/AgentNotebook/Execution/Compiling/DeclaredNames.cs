using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The names that code gives itself: those it could change without changing what it does.</summary>
internal static class DeclaredNames
{
    /// <summary>The variable that is the code's result: renaming it changes what the code does.</summary>
    private const string Result = "result";

    /// <summary>The names declared in a tree.</summary>
    /// <param name="root">The tree.</param>
    /// <returns>All of them, and those among them that may stand after a dot.</returns>
    internal static (HashSet<string> All, HashSet<string> Members) In(SyntaxNode root)
    {
        var (all, members) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var node in root.DescendantNodes())
        {
            var (name, isMember) = node switch
            {
                // The variables and methods at the top of a script are fields and methods to the parser, but nothing stands before them.
                VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax { Parent: TypeDeclarationSyntax } } field => (field.Identifier, true),
                VariableDeclaratorSyntax variable => (variable.Identifier, false),
                SingleVariableDesignationSyntax designation => (designation.Identifier, false),
                ForEachStatementSyntax each => (each.Identifier, false),
                CatchDeclarationSyntax caught => (caught.Identifier, false),
                // The parameter of a record is a property of it, too.
                ParameterSyntax parameter => (parameter.Identifier, parameter.Parent?.Parent is RecordDeclarationSyntax),
                TypeParameterSyntax parameter => (parameter.Identifier, false),
                LocalFunctionStatementSyntax function => (function.Identifier, false),
                LabeledStatementSyntax label => (label.Identifier, false),
                FromClauseSyntax from => (from.Identifier, false),
                LetClauseSyntax let => (let.Identifier, false),
                MethodDeclarationSyntax method => (method.Identifier, method.Parent is TypeDeclarationSyntax),
                PropertyDeclarationSyntax property => (property.Identifier, property.Parent is TypeDeclarationSyntax),
                EnumMemberDeclarationSyntax member => (member.Identifier, true),
                BaseTypeDeclarationSyntax type => (type.Identifier, true),
                _ => (default, false),
            };
            if (!name.IsKind(SyntaxKind.IdentifierToken) || name.ValueText is Result or "")
            {
                continue;
            }

            all.Add(name.ValueText);
            if (isMember)
            {
                members.Add(name.ValueText);
            }
        }

        return (all, members);
    }
}
