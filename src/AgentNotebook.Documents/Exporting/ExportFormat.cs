namespace AgentNotebook.Documents.Exporting;

/// <summary>What a notebook can be published as.</summary>
public enum ExportFormat
{
    /// <summary>One HTML page that needs nothing else: no script, no network, no second file.</summary>
    Html,

    /// <summary>Markdown as GitHub renders it, with its pictures in a folder beside it.</summary>
    Markdown,

    /// <summary>A file-based C# app, which <c>dotnet run NAME.cs</c> of .NET 10 accepts.</summary>
    CSharp,
}
