using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Tests.Execution;

public sealed class LibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-libraries-");
    private readonly GuestCompiler _compiler = new();

    [Fact]
    public async Task a_guest_uses_the_classes_of_libraries_it_was_given()
    {
        var shapes = Build("Shapes", "namespace Shapes; public record Square(double Side) { public double Area => Side * Side; }");
        var more = Build("More", "namespace More; public static class Sums { public static double Of(System.Collections.Generic.IEnumerable<Shapes.Square> all) { var sum = 0.0; foreach (var one in all) sum += one.Area; return sum; } }", shapes);

        var compilation = _compiler.Compile("using Shapes;\nvar all = squares.Append(new Square(3));\nMore.Sums.Of(all)", ["result == 13", "all.Last().Side == 3"], new GuestCompileOptions
        {
            References = [more, shapes],
            Variables = [new GuestVariable("squares", "Shapes.Square[]", "[{\"Side\":2}]")],
        });
        Assert.Empty(compilation.Errors);
        // They are read when the code is compiled, and not again.
        File.Delete(shapes);
        await using var runner = Guests.Runner();
        var outcome = await runner.RunAsync(compilation.Program!, Guests.Limits, CancellationToken.None);

        Assert.Equal((Verdict.Completed, "", "13"), (outcome.Verdict, outcome.Reason, outcome.ResultJson));
        Assert.All(outcome.Checks, check => Assert.True(check.Passed, check.Error));
    }

    [Fact]
    public void a_result_of_a_librarys_type_has_no_name_elsewhere() =>
        Assert.Null(_compiler.Compile("new Own()", [], new GuestCompileOptions { References = [Build("Own", "public class Own { }")] }).Program!.ResultType);

    [Fact]
    public void a_result_of_a_type_of_the_exchange_has_no_name_elsewhere() =>
        Assert.Null(_compiler.Compile("Inputs.First()", []).Program!.ResultType);

    [Fact]
    public async Task of_the_workers_assembly_a_guest_sees_the_exchange_alone()
    {
        Assert.Equal("CS0122", _compiler.Compile("AgentNotebook.Worker.GuestHost.StackBytes", []).Errors[0].Id);
        Assert.Equal("CS0117", _compiler.Compile("AgentNotebook.Guest.Exchange.Begin(null, null);", []).Errors[0].Id);
        Assert.Equal("[\"AgentNotebook.Guest.ArtifactSet\",\"AgentNotebook.Guest.Exchange\",\"AgentNotebook.Guest.Input\",\"AgentNotebook.Guest.InputSet\"]", (await Guests.RunAsync("Inputs.GetType().Assembly.GetExportedTypes().Where(type => !type.IsEnum).Select(type => type.FullName).Order().ToArray()")).ResultJson);
    }

    [Fact]
    public void a_file_that_is_no_assembly_is_named_with_the_way_out()
    {
        var text = Path.Combine(_folder.FullName, "text.dll");
        File.WriteAllText(text, "no assembly");
        var own = Build("Own", "public class Own { }");
        var copy = Path.Combine(_folder.FullName, "copy.dll");
        File.Copy(own, copy);
        Assert.All(
            new (string[] Paths, string Why)[]
            {
                ([Path.Combine(_folder.FullName, "absent.dll")], "there is no such file"),
                ([_folder.FullName], "this is a folder"),
                ([text], "no .NET assembly"),
                ([own, copy], "'Own' is named already"),
                ([typeof(object).Assembly.Location], "is there without being named"),
                ([Path.Combine(AppContext.BaseDirectory, "worker", "AgentNotebook.Worker.dll")], "is there without being named"),
                (["/dev/zero"], "too large"),
            },
            wrong =>
            {
                var message = Assert.Throws<GuestReferenceException>(() => _compiler.Compile("1", [], new GuestCompileOptions { References = wrong.Paths })).Message;
                Assert.StartsWith(wrong.Paths[^1], message, StringComparison.Ordinal);
                Assert.Contains(wrong.Why, message, StringComparison.Ordinal);
            });
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Build(string name, string source, params string[] references)
    {
        var path = Path.Combine(_folder.FullName, name + ".dll");
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [.. FrameworkReferences.All, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.Emit(path).Diagnostics);
        return path;
    }
}
