namespace AgentNotebook.Magics.Variables;

/// <summary><c>#!share</c>: takes a variable from a language. C# is the only one here that has variables.</summary>
internal static class ShareMagic
{
    private const string From = "--from";
    private const string As = "--as";
    private const string MimeType = "--mime-type";
    private const string Variable = "NAME";

    public static MagicDeclaration Declaration { get; } = new(
        "#!share",
        "Copies a variable; in notebooks of several languages, from another of them.",
        [
            new(Variable, ParameterKind.Text, "The variable.") { IsRequired = true },
            new(From, ParameterKind.Text, "The language that has it; only C# has variables here.") { ValueName = "LANGUAGE", Default = "csharp" },
            new(As, ParameterKind.Text, "The name of the copy.") { ValueName = "NAME" },
            new(MimeType, ParameterKind.Text, "Understood and not needed: copies keep their type.") { ValueName = "TYPE" },
        ],
        async (invocation, cancellationToken) =>
        {
            var (arguments, name) = (invocation.Arguments, invocation.Arguments.Get(Variable, ""));
            var (source, copy) = (arguments.Get(From, "csharp"), arguments.Get(As, name));
            if (copy == name && source.Equals("csharp", StringComparison.OrdinalIgnoreCase))
            {
                // Nothing to copy, but a variable that is not there is told.
                if (invocation.Notebook.Variables().All(variable => variable.Name != name))
                {
                    throw new MagicException($"There is no variable '{name}'. Run the cell that declares it first; '#!who' names those that are there.", invocation.BodyLine - 1);
                }

                invocation.Notebook.Print($"'{name}' is a variable of C# already, and C# is the only language here: there is nothing to share.\n");
                return;
            }

            await SetMagic.CopyAsync(invocation, source, name, copy, cancellationToken);
        });
}
