using AgentNotebook.Documents.Exporting;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Documents.Tests.Exporting;

/// <summary>The project's own lessons. That their pages are whole is seen in a browser, in tests/Clients.</summary>
public sealed class LessonExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void every_lesson_is_told_in_every_format_or_it_is_said_why_not()
    {
        var lessons = Directory.GetFiles(RepositoryFolder.Find("notebooks"), "*.ipynb").Where(file => !file.EndsWith(".out.ipynb", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lessons);
        foreach (var lesson in lessons)
        {
            var (document, name) = (NotebookDocument.Load(lesson), Path.GetFileNameWithoutExtension(lesson));
            Assert.Empty(NotebookExporter.Export(document, ExportFormat.Html, _folder.File(name + ".html")).Losses);
            Assert.All(NotebookExporter.Export(document, ExportFormat.Markdown, _folder.File(name + ".md")).Losses, loss => Assert.Contains("HTML, of which the text stands there", loss));
            try
            {
                Assert.NotEmpty(NotebookExporter.Export(document, ExportFormat.CSharp, _folder.File(name + ".cs")).Losses);
            }
            catch (NotebookException e)
            {
                Assert.Contains("nothing of it runs without a notebook", e.Message);
            }
        }
    }

    public void Dispose() => _folder.Dispose();
}
