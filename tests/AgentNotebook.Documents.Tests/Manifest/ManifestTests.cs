using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Cells;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Magics;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Documents.Tests.Manifest;

public class ManifestTests
{
    [Fact]
    public async Task a_run_says_what_ran_in_the_notebooks_metadata()
    {
        using var scratch = new ScratchServices();
        File.WriteAllText(Path.Combine(scratch.Services.Folder, "helper.csx"), "var helped = 1;");
        var document = await Run(scratch, NotebookText.Of(("var n = 1;", ["parameters"]), ("#load \"helper.csx\"\nhelped + n", []), ("throw new Exception();", []), ("1", [])), NotebookParameter.Parse("n=2"));
        var manifest = ManifestJson.Of(NotebookDocument.Parse(document.ToBytes(), "again"))!;
        Assert.Equal((1, ManifestOutcome.Failed, null), (manifest.Schema, manifest.Outcome, manifest.SandboxLevel));
        Assert.Equal([new ManifestParameter("n", "2")], manifest.Parameters);
        Assert.Equal([new ManifestFile("helper.csx", "import", 15, Convert.ToHexStringLower(SHA256.HashData("var helped = 1;"u8)), false)], manifest.Files);
        // The injected cell is told by its parameters.
        Assert.Equal(["c0", "c1", "c2", "c3"], manifest.Cells.Select(cell => cell.Id));
        Assert.Equal([ManifestOutcome.Succeeded, ManifestOutcome.Succeeded, ManifestOutcome.Failed, ManifestOutcome.NotRun], manifest.Cells.Select(cell => cell.Outcome));
        Assert.Null(manifest.Cells[3].Seconds);
        Assert.DoesNotContain(scratch.Services.Folder, ManifestJson.Write(manifest));
    }

    [Fact]
    public async Task the_hash_of_the_source_is_the_same_for_other_parameters_and_other_prose_and_not_for_other_code()
    {
        using var scratch = new ScratchServices();
        var plain = NotebookText.Of(("var n = 1;", ["parameters"]), ("n", []));
        var hash = NotebookSource.HashOf(plain);
        Assert.Equal(hash, NotebookSource.HashOf(await Run(scratch, plain, NotebookParameter.Parse("n=2"))));
        Assert.Equal(hash, NotebookSource.HashOf(NotebookText.Of(("var n = 1;", ["parameters"]), ("n", []), ("  ", []))));
        Assert.NotEqual(hash, NotebookSource.HashOf(NotebookText.Of(("var n = 1;", ["parameters"]), ("n ", []))));
        Assert.NotEqual(hash, NotebookSource.HashOf(NotebookText.Of(("n", []), ("var n = 1;", ["parameters"]))));
    }

    [Fact]
    public async Task a_check_names_the_cell_the_file_and_the_version_that_are_not_what_they_were()
    {
        using var scratch = new ScratchServices();
        var folder = scratch.Services.Folder;
        File.WriteAllText(Path.Combine(folder, "helper.csx"), "var a = 1;");
        File.WriteAllText(Path.Combine(folder, "gone.csx"), "var b = 1;");
        var document = await Run(scratch, NotebookText.Of("#load \"helper.csx\"\n#load \"gone.csx\"", "a + b"));
        var manifest = ManifestJson.Of(document)!;
        Assert.All(await ManifestCheck.RunAsync(document, manifest, folder), finding => Assert.Equal(ManifestStanding.Holds, finding.Standing));

        File.WriteAllText(Path.Combine(folder, "helper.csx"), "var a = 2;");
        File.Delete(Path.Combine(folder, "gone.csx"));
        document.Cells[1].Source = "a - b";
        var other = manifest with { Program = manifest.Program with { Runtime = ".NET 9.0.0" }, Machine = manifest.Machine with { Processors = 1_000 } };
        var findings = (await ManifestCheck.RunAsync(document, other, folder)).Where(finding => finding.Standing != ManifestStanding.Holds).ToDictionary(finding => finding.Item);
        Assert.Equal(["cell c1", "import gone.csx", "import helper.csx", "machine", "runtime"], findings.Keys.Order());
        Assert.Equal("Its content has changed.", findings["import helper.csx"].Words);
        // Where it ran is told; results need not depend on it.
        Assert.Equal(ManifestStanding.Unknown, findings["machine"].Standing);
    }

    [Theory]
    [InlineData("schema", "0", "names no schema")]
    [InlineData("schema", "2", "schema 2; this agentnb reads up to 1")]
    [InlineData("outcome", "7", "cannot be read")]
    [InlineData("sourceSha256", "\"abc\"", "'abc' is no SHA-256")]
    [InlineData("cells", "null", "cannot be read")]
    [InlineData("files", """[{"path":"../secret","kind":"input","bytes":1,"sha256":"aa","isOutside":false}]""", "no SHA-256")]
    [InlineData("files", """[{"path":"../secret","kind":"input","bytes":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000","isOutside":false}]""", "leads out of the notebook's folder")]
    [InlineData("packages", """[{"id":"a/../b","version":"1.0.0","sha512":""}]""", "is no package")]
    [InlineData("parameters", """[{"$type":"System.IO.FileInfo","name":"n\u001b","literal":"1"}]""", "control character")]
    [InlineData("machine", """{"operatingSystem":[[[[[[[[[]]]]]]]]]}""", "cannot be read")]
    public async Task a_manifest_that_is_none_is_refused_with_the_place_and_the_way_out(string member, string json, string message)
    {
        using var scratch = new ScratchServices();
        var document = await Run(scratch, NotebookText.Of("1"));
        var root = JsonNode.Parse(document.ToBytes())!;
        root["metadata"]!["agentnb"]!["manifest"]![member] = JsonNode.Parse(json);
        var error = Assert.Throws<NotebookException>(() => ManifestJson.Of(NotebookDocument.Parse(Encoding.UTF8.GetBytes(root.ToJsonString()), "book.ipynb")));
        Assert.StartsWith("book.ipynb: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    private static async Task<NotebookDocument> Run(ScratchServices scratch, NotebookDocument document, params NotebookParameter[] parameters)
    {
        await using var engine = new CellEngine(scratch.Services with { Provenance = new() }, new MagicCatalog([]));
        await new NotebookRunner(engine, new NotebookRunOptions { Parameters = parameters }).RunAsync(document);
        return document;
    }
}
