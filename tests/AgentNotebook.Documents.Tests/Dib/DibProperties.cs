using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Dib;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Documents.Tests.Dib;

public class DibProperties
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly string[] _languages = ["csharp", "fsharp", "pwsh", "html", "javascript", "mermaid", "sql", "sql-shop", "rust", "meta", "my kernel", "value"];

    private static readonly string[] _lines =
    [
        "", "", "x", " ", "#!csharp", "#!md", "#!html ", "#!raw", "#!raw  ", "#!meta", "#!time", "#!rust", "#!my kernel", "#!sql-shop \r", "#!f#\r", "\r", "\r\r",
        "a\rb", "#!csharp\rx", "\uFEFF", "\u2028#!html", "é😀", "{\"kernelInfo\":{}}", " #!html", "#!", "#! ", "\t",
    ];

    [Fact]
    public void any_cells_written_as_dib_are_read_with_the_same_texts_and_languages_and_written_again_the_same() =>
        Prop.ForAll<int>(seed =>
        {
            var document = RandomNotebook(new System.Random(seed));
            var text = DibWritingTests.Write(document);
            var read = DibReadingTests.Read(text);
            Assert.Equal(
                DibReadingTests.Cells(document).Select(cell => cell with { Source = DibCellText.Normalize(cell.Source) }),
                DibReadingTests.Cells(read));
            // As .ipynb on the disk, too, and back.
            Assert.Equal(text, DibWritingTests.Write(NotebookDocument.Parse(read.ToBytes(), "again")));
        }).Check(_config);

    [Fact]
    public void normalizing_keeps_all_but_line_ends_and_the_empty_lines_at_the_ends() =>
        Prop.ForAll<int>(seed =>
        {
            var source = RandomSource(new System.Random(seed));
            var expected = string.Join('\n', source.Split('\n').Select(line => line.TrimEnd('\r'))).Trim('\n');
            Assert.Equal(expected, DibCellText.Normalize(source));
        }).Check(_config);

    [Fact]
    public void any_text_is_read_as_cells_that_survive_writing_or_is_refused_by_name() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new System.Random(seed);
            string[] meta = ["#!meta", "{}", "{\"kernelInfo\":", "[{\"name\":\"x y\",\"aliases\":[\"csharp\",\"z\",1]}]", "{\"items\":", "}", "}}", "5", "null", "{\"defaultKernelName\":\"markdown\"}", "{\"name\":\"raw\"}"];
            var text = new StringBuilder(random.Next(2) == 0 ? "#!meta\n" : "");
            for (var i = random.Next(12); i > 0; i--)
            {
                text.Append(random.Next(3) == 0 ? meta[random.Next(meta.Length)] : _lines[random.Next(_lines.Length)]).Append(random.Next(5) == 0 ? "" : "\n");
            }

            NotebookDocument document;
            try
            {
                document = DibReadingTests.Read(text.ToString());
            }
            catch (NotebookException e)
            {
                Assert.StartsWith("book.dib", e.Message);
                return;
            }

            NotebookDocument.Parse(document.ToBytes(), "book");
            try
            {
                Assert.Equal(DibReadingTests.Cells(document), DibReadingTests.Cells(DibReadingTests.Read(DibWritingTests.Write(document))));
            }
            catch (NotebookException e)
            {
                Assert.Contains("kernelInfo", e.Message);
            }
        }).Check(_config.WithMaxTest(2_000));

    private static NotebookDocument RandomNotebook(System.Random random)
    {
        var cells = new JsonArray();
        for (var i = random.Next(6); i > 0; i--)
        {
            var kind = new[] { "code", "code", "markdown", "raw" }[random.Next(4)];
            cells.Add((JsonNode)new JsonObject
            {
                ["cell_type"] = kind,
                ["metadata"] = kind == "code" ? new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = _languages[random.Next(_languages.Length)] } } : [],
                ["source"] = RandomSource(random),
            });
        }

        var metadata = new JsonObject();
        if (random.Next(2) == 0)
        {
            metadata["polyglot_notebook"] = JsonNode.Parse("""{"kernelInfo": {"defaultKernelName": "fsharp", "items": [{"name": "sql-shop", "aliases": ["shop", "x"]}]}}""");
        }

        return NotebookText.Read(new JsonObject { ["cells"] = cells, ["metadata"] = metadata, ["nbformat"] = 4, ["nbformat_minor"] = 4 }.ToJsonString());
    }

    private static string RandomSource(System.Random random) =>
        string.Join('\n', Enumerable.Range(0, random.Next(6)).Select(_ => _lines[random.Next(_lines.Length)]));
}
