using AgentNotebook.Cells.Submissions;
using AgentNotebook.Cells.Submissions.References;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Tests;

public class ReferenceTests
{
    [Theory]
    [InlineData("new HttpClient().Timeout.TotalSeconds", "100")]
    [InlineData("new HttpResponseMessage().StatusCode", "OK")]
    [InlineData("using System.Text.RegularExpressions; Regex.Match(\"a1\", @\"\\d\").Value", "1")]
    [InlineData("System.Text.RegularExpressions.Regex.Replace(\"a1\", @\"\\d\", \"2\")", "a2")]
    [InlineData("new System.Numerics.Vector3(1, 2, 3).Length() > 3", "True")]
    [InlineData("using System.Numerics; (BigInteger.Pow(2, 70) + BigInteger.One).ToString()", "1180591620717411303425")]
    [InlineData("using System.Xml.Linq; XElement.Parse(\"<a b='1'/>\").Attribute(\"b\").Value", "1")]
    [InlineData("using System.Xml; var d = new XmlDocument(); d.LoadXml(\"<a><b/></a>\"); d.DocumentElement.ChildNodes.Count", "1")]
    [InlineData("using System.Collections.Immutable; new[] { 1, 2 }.ToImmutableArray().Add(3).Length", "3")]
    [InlineData("using System.Collections.Immutable; ImmutableArray<int> a = [1, 2]; a.Sum()", "3")]
    [InlineData("using System.Threading.Channels; var c = Channel.CreateUnbounded<int>(); c.Writer.TryWrite(5); await c.Reader.ReadAsync()", "5")]
    [InlineData("using System.Text.Json; JsonSerializer.Serialize(new { A = 1 })", "{\"A\":1}")]
    [InlineData("System.Text.Json.Nodes.JsonNode.Parse(\"[1,2]\").AsArray().Count", "2")]
    [InlineData("using System.Text.Json.Serialization; class J { [JsonPropertyName(\"b\")] public int A { get; set; } }\nSystem.Text.Json.JsonSerializer.Serialize(new J())", "{\"b\":0}")]
    [InlineData("using System.Diagnostics; Process.GetCurrentProcess().Id > 0", "True")]
    [InlineData("using System.Diagnostics; Stopwatch.StartNew().IsRunning", "True")]
    [InlineData("using System.Security.Cryptography; Convert.ToHexString(SHA256.HashData(new byte[0]))[..8]", "E3B0C442")]
    [InlineData("using System.Data; var t = new DataTable(); t.Columns.Add(\"a\", typeof(int)); t.Rows.Add(4); t.AsEnumerable().First().Field<int>(\"a\")", "4")]
    [InlineData("Enumerable.Range(0, 10).AsParallel().Where(n => n % 2 == 0).Count()", "5")]
    [InlineData("using System.Linq.Expressions; Expression<Func<int, int>> e = n => n + 1; e.Compile()(1)", "2")]
    [InlineData("new[] { 1, 2 }.AsQueryable().Where(n => n > 1).Count()", "1")]
    [InlineData("using System.Runtime.InteropServices; MemoryMarshal.Cast<byte, int>(new byte[8]).Length", "2")]
    [InlineData("\"abc\".AsSpan().IndexOf('c')", "2")]
    [InlineData("new System.Collections.Concurrent.ConcurrentDictionary<int, int>().GetOrAdd(1, n => n + 1)", "2")]
    [InlineData("using System.IO.Compression; new GZipStream(new MemoryStream(), CompressionMode.Compress).CanWrite", "True")]
    [InlineData("new System.Collections.ObjectModel.ObservableCollection<int> { 1 }.Count", "1")]
    [InlineData("using static System.Text.Json.JsonSerializer; Serialize(1)", "1")]
    [InlineData("using J = System.Text.Json; J.JsonSerializer.Serialize(1)", "1")]
    [InlineData("using V = System.Numerics.Vector2; V.One.X", "1")]
    [InlineData("dynamic d = \"abc\"; (int)d.Length", "3")]
    [InlineData("using System.ComponentModel.DataAnnotations; class A { [Required] public string S; }\ntypeof(A).Name", "A")]
    [InlineData("System.Net.IPAddress.Loopback.ToString()", "127.0.0.1")]
    [InlineData("using System.Net; IPAddress.Parse(\"::1\").AddressFamily", "InterNetworkV6")]
    [InlineData("System.Web.HttpUtility.UrlEncode(\"a b\")", "a+b")]
    [InlineData("lock (new Lock()) { }\nParallel.For(0, 3, _ => { }).IsCompleted", "True")]
    [InlineData("from n in new[] { 3, 1 } orderby n select n * 2", null)]
    [InlineData("new { A = 1 }.Display().DisplayId.Length > 0", "True")]
    public async Task every_name_of_the_framework_is_there_without_being_asked_for(string code, string? value)
    {
        await using var notebook = new Notebook();
        var result = await notebook.Value(code);
        if (value is not null)
        {
            Assert.Equal(value, result);
        }

        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task what_earlier_cells_declared_keeps_its_type_while_assemblies_come_in()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var session = Session; var list = new List<Uri>(); var client = new HttpClient();");
        await notebook.Value("using System.Xml.Linq; var x = new XElement(\"a\"); var table = new System.Data.DataTable();");
        await notebook.Value("using Microsoft.DotNet.Interactive.Formatting; Formatter.Register<Version>((v, w) => w.Write(\"v\" + v), \"text/plain\");");
        await notebook.Value("AgentNotebook.Sessions.Session again = session; session = Session; List<Uri> same = list; list = same; HttpClient other = client; XElement y = x; x = y;");
        Assert.Equal("0", await notebook.Value("list.Count"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void an_assembly_of_the_users_brings_what_it_needs(bool isMadeFromTheReferencePack)
    {
        var folder = Directory.CreateTempSubdirectory("agentnb-reference-");
        try
        {
            var path = Path.Combine(folder.FullName, "Bringer.dll");
            var compiled = CSharpCompilation.Create(
                "Bringer",
                [CSharpSyntaxTree.ParseText("public static class Bringer { public static System.Xml.Linq.XElement Make() => new(\"made\"); public static System.Net.Http.HttpMethod Get => System.Net.Http.HttpMethod.Get; }")],
                isMadeFromTheReferencePack ? ReferenceSet.Core.With(AssemblyCatalog.Shared.Names).References : FrameworkReferences.All,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
            Assert.True(compiled.Success);
            var chain = new SubmissionChain(new object());
            chain.Reference([path]);
            var tree = SubmissionChain.Parse("System.Xml.Linq.XElement made = Bringer.Make(); var name = made.Name.LocalName + Bringer.Get.Method;", "test.csx", default);
            var view = chain.View(tree, withAllExtensions: false, default);
            Assert.Empty(Errors((view.Tree, view.Compilation)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("new Nothing()")]
    [InlineData("new Regex(\"a\")")]
    [InlineData("using No.Such.Thing;")]
    [InlineData("using System.NoSuchThing;")]
    [InlineData("System.Nothing.More()")]
    [InlineData("new List<int>().ToImmutableArray()")]
    [InlineData("new int[0].NoSuchMethod()")]
    [InlineData("Console.NoSuchMethod()")]
    [InlineData("[NoSuch] class C { }")]
    [InlineData("using System.Timers; using System.Threading; Timer t = null;")]
    [InlineData("using System.Linq.Expressions; Expression e = 1;")]
    [InlineData("string s = new HttpClient();")]
    [InlineData("new HttpClient().GetAsync(1)")]
    [InlineData("new int[0].AsParallel().Where(1)")]
    [InlineData("from x in 1 select x")]
    [InlineData("foreach (var x in 1) { }")]
    [InlineData("await 1;")]
    [InlineData("System.Text.Json.JsonSerializer.Serialise(1)")]
    public void a_program_that_is_wrong_is_wrong_in_the_same_words_as_with_all_references(string code)
    {
        var errors = Errors(All(code));
        Assert.NotEmpty(errors);
        Assert.Equal(errors, Errors(Planned(code)));
    }

    [Theory]
    [InlineData("var a = new[] { 1, 2, 3 }; var b = a.Contains(2); var c = a.Reverse().ToArray();")]
    [InlineData("var s = \"a,b\".Split(',').Select(x => x.Trim()).ToDictionary(x => x, x => x.Length); var k = s.Keys.Order().First();")]
    [InlineData("async IAsyncEnumerable<int> N() { yield return 1; await Task.Yield(); }\nawait foreach (var n in N()) Console.WriteLine(n); var all = N().Where(n => n > 0);")]
    [InlineData("using System.Collections.Immutable; var i = ImmutableList.Create(1).Select(x => x).Where(x => x > 0).ToList();")]
    [InlineData("var t = Task.WhenAll(Task.Run(() => 1), Task.FromResult(2)); var r = (await t).Sum();")]
    [InlineData("var x = Math.Max(1, 2L); var y = string.Join(\",\", new[] { 'a' }); var z = string.Concat(\"a\", 1);")]
    [InlineData("int Sum() { Span<int> s = stackalloc int[4]; s.Fill(1); var sum = 0; foreach (var n in s) sum += n; return sum; }")]
    [InlineData("var q = from a in new[] { 1 } join b in new[] { 1 } on a equals b into g from c in g.DefaultIfEmpty() group c by c;")]
    [InlineData("var e = new Dictionary<string, List<int>>(); e.TryAdd(\"a\", [1, 2]); var f = e.GetValueOrDefault(\"a\"); var h = e.AsReadOnly();")]
    [InlineData("event Action Changed; Changed += () => { }; lock (new object()) { } var m = new MemoryStream(); var u = \"a\"u8.Length; var f = $\"{1:X2}\";")]
    [InlineData("record struct P(int X, int Y); var (a, b) = new P(1, 2); var w = new P(1, 2) with { X = 3 }; var hash = w.GetHashCode();")]
    [InlineData("unsafe { int n = 1; int* p = &n; *p = 2; } var f = (ref int x) => x++; Index last = ^1; Range all = ..;")]
    public void a_program_means_the_same_as_with_all_references(string code)
    {
        var (all, planned) = (Meaning(All(code)), Meaning(Planned(code)));
        Assert.NotEmpty(all);
        Assert.Equal(all, planned);
    }

    [Fact]
    public void a_chain_begins_with_few_assemblies()
    {
        // One of them for Models.Register: the abstractions of chat clients, and what their signatures name.
        Assert.InRange(ReferenceSet.Core.Names.Count, 5, 22);
        Assert.DoesNotContain("System.Net.Http", ReferenceSet.Core.Names);
        Assert.DoesNotContain("netstandard", ReferenceSet.Core.Names);
        Assert.Same(ReferenceSet.Core, ReferenceSet.Core.With(ReferenceSet.Core.Names));
    }

    [Fact]
    public void every_set_is_complete()
    {
        foreach (var name in AssemblyCatalog.Shared.Names)
        {
            var set = ReferenceSet.Core.With([name]);
            Assert.All(set.Names, member => Assert.Subset(set.Names, AssemblyCatalog.Shared.Needs(member).Where(AssemblyCatalog.Shared.Contains).ToHashSet()));
        }
    }

    [Fact]
    public void a_folder_without_packs_has_none_and_the_newest_of_the_version_wins()
    {
        var root = Directory.CreateTempSubdirectory("agentnb-packs-");
        try
        {
            var running = Path.Combine(root.FullName, "shared", "Microsoft.NETCore.App", "10.0.5");
            Assert.Null(FrameworkFolder.FindPack(running, new Version(10, 0, 5)));
            foreach (var version in new[] { "9.0.99", "10.0.2", "10.0.12", "10.0.13-preview" })
            {
                var folder = Directory.CreateDirectory(Path.Combine(root.FullName, "packs", "Microsoft.NETCore.App.Ref", version, "ref", version[..version.LastIndexOf('.', 5)] is "9.0" ? "net9.0" : "net10.0"));
                File.WriteAllBytes(Path.Combine(folder.FullName, "System.Runtime.dll"), []);
            }

            Assert.EndsWith(Path.Combine("10.0.12", "ref", "net10.0"), FrameworkFolder.FindPack(running, new Version(10, 0, 5)));
            Assert.Null(FrameworkFolder.FindPack(running, new Version(11, 0, 0)));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> Errors((SyntaxTree Tree, CSharpCompilation Compilation) program) =>
        [.. program.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic.Location.SourceSpan} {diagnostic.Id} {diagnostic.GetMessage()}")];

    /// <summary>What each node of a program refers to.</summary>
    private static IReadOnlyList<string> Meaning((SyntaxTree Tree, CSharpCompilation Compilation) program)
    {
        Assert.Empty(Errors(program));
        var model = program.Compilation.GetSemanticModel(program.Tree);
        return
        [
            .. program.Tree.GetRoot().DescendantNodes()
                .Where(node => node is ExpressionSyntax)
                .Select(node => (node, Symbol: model.GetSymbolInfo(node).Symbol, Type: model.GetTypeInfo(node).ConvertedType))
                .Where(found => found.Symbol is not null)
                .Select(found => $"{found.node.Span} {found.Symbol!.GetDocumentationCommentId()} {(SymbolEqualityComparer.Default.Equals(found.Symbol.ContainingAssembly, program.Compilation.Assembly) ? "" : found.Symbol.ContainingAssembly?.Name)} {found.Type?.ToDisplayString()}"),
        ];
    }

    private static (SyntaxTree Tree, CSharpCompilation Compilation) Planned(string code)
    {
        var view = new SubmissionChain(new object()).View(SubmissionChain.Parse(code, "test.csx", default), withAllExtensions: false, default);
        return (view.Tree, view.Compilation);
    }

    private static (SyntaxTree Tree, CSharpCompilation Compilation) All(string code)
    {
        var tree = SubmissionChain.Parse(code, "test.csx", default);
        var everything = ReferenceSet.Core.With(AssemblyCatalog.Shared.Names);
        Seasoning.Season(everything);
        return (tree, CSharpCompilation.CreateScriptCompilation(
            "all",
            tree,
            everything.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: CellReferences.Usings, allowUnsafe: true),
            globalsType: typeof(CellGlobals)));
    }
}
