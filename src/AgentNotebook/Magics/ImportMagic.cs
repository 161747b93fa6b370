namespace AgentNotebook.Magics;

/// <summary><c>#!import</c>: runs a file.</summary>
internal static class ImportMagic
{
    /// <summary>The name of its parameter.</summary>
    internal const string File = "FILE";

    public static MagicDeclaration Declaration { get; } = new(
        "#!import",
        "Runs the code of a file in this notebook.",
        [new(File, ParameterKind.Text, "A notebook (.ipynb, .dib) or C# (.cs, .csx); a relative path begins at the notebook.") { IsRequired = true }],
        async (invocation, cancellationToken) =>
        {
            try
            {
                await invocation.Notebook.ImportAsync(invocation.Arguments.Get(File, ""), cancellationToken);
            }
            catch (MagicException exception) when (exception.Line == 0)
            {
                throw new MagicException(exception.Message, invocation.BodyLine - 1, inner: exception) { RefusedForSafety = exception.RefusedForSafety };
            }
        });
}
