namespace AgentNotebook.Magics.Languages;

/// <summary>Languages of other notebooks. They do not run here; what is in them is left out with a line that says so.</summary>
public static class ForeignLanguages
{
    /// <summary>A magic for each that .NET Interactive has.</summary>
    internal static IReadOnlyList<MagicDeclaration> All { get; } =
    [
        Of("#!fsharp", "F#", "#!f#", "#!F#"),
        Of("#!pwsh", "PowerShell", "#!powershell"),
        Of("#!vb", "Visual Basic", "#!vbnet", "#!visualbasic"),
        Of("#!python", "Python", "#!py", "#!ipython"),
        Of("#!r", "R", "#!R"),
        Of("#!sql", "SQL", "#!mssql", "#!postgres"),
        Of("#!kql", "KQL", "#!kusto"),
        Of("#!http", "HTTP requests", "#!httpRequest"),
        Of("#!value", "a plain value"),
        Of("#!bash", "a shell script", "#!sh", "#!shell", "#!cmd"),
    ];

    /// <summary>A magic for a language that nobody here has heard of.</summary>
    /// <param name="language">The language as the notebook names it.</param>
    public static MagicDeclaration Unknown(string language) => Of("#!" + language, $"the language '{language}'");

    private static MagicDeclaration Of(string name, string language, params IReadOnlyList<string> aliases) => new(
        name,
        $"Leaves the lines after it out: they are {language}, which does not run here.",
        [],
        (invocation, _) =>
        {
            invocation.Notebook.Print($"Skipped: {language} does not run here; C# and magics do. Write this part in C# (#!csharp), or run it in a notebook of its own.\n", isError: true);
            return Task.CompletedTask;
        })
    {
        HasBody = true,
        BodyHelp = $"{language}, to the next line such as #!csharp, or to the end of the cell",
        IsLanguage = true,
        IsStandIn = true,
        Aliases = aliases,
    };
}
