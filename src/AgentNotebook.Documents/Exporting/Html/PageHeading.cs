namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>A heading that the list of contents leads to.</summary>
/// <param name="Level">From 2 to 6.</param>
/// <param name="Id">Its id on the page.</param>
/// <param name="Text">Its text.</param>
internal sealed record PageHeading(int Level, string Id, string Text);
