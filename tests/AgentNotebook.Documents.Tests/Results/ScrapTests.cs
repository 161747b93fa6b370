using System.Text.Json.Nodes;
using AgentNotebook.Cells;
using AgentNotebook.Documents.Results;
using AgentNotebook.Magics;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Documents.Tests.Results;

public class ScrapTests
{
    [Fact]
    public async Task what_cells_glue_is_stored_as_scrapbook_stores_it_and_read_by_its_name()
    {
        var document = NotebookText.Of("glue(\"accuracy\", 0.5);", "glue(\"label\", \"[1]\"); glue(\"list\", new[] { 1, 2 }); glue(\"nothing\", double.NaN); glue(\"accuracy\", 0.75);");
        await Run(document);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"application/scrapbook.scrap.json+json":{"name":"accuracy","data":0.5,"encoder":"json","version":1},"text/plain":["accuracy = 0.5"]}"""),
            document.Cells[0].Outputs[0]!["data"]));
        // Scrapbook would parse a text under the mime type of JSON.
        Assert.Equal("text", document.Cells[1].Outputs[0]!["data"]!["application/scrapbook.scrap.text+json"]!["encoder"]!.GetValue<string>());
        Assert.Equal(
            ["accuracy=0.75", "label=\"[1]\"", "list=[1,2]", "nothing=\"NaN\""],
            NotebookScraps.Of(document).Select(scrap => $"{scrap.Key}={scrap.Value!.ToJsonString()}"));
    }

    [Theory]
    [InlineData("glue(\"\", 1)", "has 1 to 200 characters, not 0")]
    [InlineData("glue(\"f\", (Func<int>)(() => 1))", "'f' of type Func`1 has no JSON form")]
    [InlineData("glue(\"long\", new string('x', 2_000_000))", "at most 1,048,576 are kept")]
    public async Task what_cannot_be_glued_is_refused_by_name(string code, string message)
    {
        var document = NotebookText.Of(code);
        await Run(document);
        Assert.Contains(message, document.Cells[0].Outputs[0]!["evalue"]!.GetValue<string>());
    }

    [Fact]
    public void results_that_are_none_are_passed_over()
    {
        var root = JsonNode.Parse(NotebookText.Of("1").ToBytes())!;
        root["cells"]![0]!["outputs"] = JsonNode.Parse("""
            [{"output_type":"display_data","data":{"application/scrapbook.scrap.json+json":[1]}},
             {"output_type":"display_data","data":{"application/scrapbook.scrap.json+json":{"name":7,"data":1}}},
             {"output_type":"display_data","data":7},
             {"output_type":"display_data","data":{"application/scrapbook.scrap.json+json":{"name":"a"}}}]
            """);
        Assert.Equal(["a"], NotebookScraps.Of(NotebookText.Read(root.ToJsonString())).Select(scrap => scrap.Key));
    }

    private static async Task Run(NotebookDocument document)
    {
        using var scratch = new ScratchServices();
        await using var engine = new CellEngine(scratch.Services, new MagicCatalog([]));
        await new NotebookRunner(engine).RunAsync(document);
    }
}
