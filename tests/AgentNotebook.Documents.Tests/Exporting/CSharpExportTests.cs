using AgentNotebook.Documents.Exporting;
using static AgentNotebook.Documents.Tests.Exporting.ExportBook;

namespace AgentNotebook.Documents.Tests.Exporting;

/// <summary>That such a program runs and prints what the notebook printed is shown with the real SDK in the tests of the tool.</summary>
public sealed class CSharpExportTests : IDisposable
{
    private readonly ExportBook _book = new();

    [Fact]
    public void a_program_has_packages_first_types_last_and_words_as_comments()
    {
        var program = _book
            .Markdown("# Title\n\nWords.")
            .Code("#r \"nuget: Some.Package, 1.2.*\"\n#i \"nuget: https://example.org/index.json\"\nusing System.Globalization;\nrecord Point(int X);")
            .Code("new Point(3).X")
            .Program();
        string[] order = ["#:package Some.Package@1.2.*", "#:property RestoreAdditionalProjectSources=https://example.org/index.json", "using System.Globalization;", "// # Title\n//\n// Words.", "display(new Point(3).X);", "record Point(int X);"];
        var places = order.Select(part => program.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains(_book.Losses, loss => loss.Contains("was not compiled to check it"));
    }

    [Fact]
    public void names_declared_anew_are_numbered_and_their_uses_with_them()
    {
        var program = _book
            .Code("var n = 1;\nint F(int i) => i + n;")
            .Code("var n = \"two\";\nvar pair = new { n, F = F(1) };\n(n, pair.n)")
            .Code("int F(string s) => s.Length;\nF(n) + F(2)")
            .Code("for (var i = 0; i < 2; i++) Console.Write(i);")
            .Code("var i = 5;\nFunc<int, int> g = i => i;\ng(i)")
            .Code("var args = 1;\nargs")
            .Program();
        Assert.Contains("int F(int i) => i + n;", program);
        Assert.Contains("var pair = new { n = n2, F = F(1) };\ndisplay((n: n2, pair.n));", program);
        Assert.Contains("display(F2(n2) + F(2));", program);
        Assert.Contains("for (var i2 = 0; i2 < 2; i2++) Console.Write(i2);", program);
        Assert.Contains("Func<int, int> g = i => i;\ndisplay(g(i));", program);
        Assert.Contains("display(args2);", program);
        Assert.Contains("cells[1]: the name 'n', which an earlier cell has; in the program it is 'n2'", _book.Losses);
    }

    [Fact]
    public void what_means_nothing_without_a_notebook_and_what_rests_on_it_are_comments_and_said()
    {
        var program = _book
            .Code("#!agent-run --as made --check \"true\"\n1 +")
            .Code("var more = made + 1;")
            .Code("more")
            .Code("Session[\"x\"] = 1;")
            .Code("int P { get; set; }")
            .Code("int Broken( =>")
            .Code("\"still here\"")
            .Program();
        Assert.Contains("// #!agent-run --as made --check \"true\"\n// 1 +", program);
        Assert.Contains("// (Left out: it needs 'made', which #!agent-run makes in cells[0])\n// var more = made + 1;", program);
        Assert.Contains("display(\"still here\");", program);
        Assert.Equal(
            [
                "cells[0]: #!agent-run, which only a notebook has; it stands there as a comment",
                "cells[1]: its code, which stands there as a comment, for it needs 'made', which #!agent-run makes in cells[0]",
                "cells[2]: its code, which stands there as a comment, for it needs 'more', which is left out with cells[1]",
                "cells[3]: its code, which stands there as a comment, for it uses Session, which only a notebook has",
                "cells[4]: its code, which stands there as a comment, for a program has no place for a property outside a type",
                "cells[5]: its code, which stands there as a comment, for it is no C#: Identifier expected",
            ],
            _book.Losses);
    }

    [Fact]
    public void what_only_fields_allow_is_found_by_the_compiler_and_left_out()
    {
        var program = _book.Code("if (Environment.ProcessId > 0 && 1 is var n) Console.Write(n);\nn").Code("2").Program();
        Assert.Contains("// (Left out: it does not compile as part of a program: Use of unassigned local variable 'n')", program);
        Assert.Contains("display(2);", program);
    }

    [Fact]
    public void files_that_cells_import_stand_in_their_place()
    {
        File.WriteAllText(_book.File("helper.csx"), "int Help() => 41;");
        File.WriteAllText(_book.File("other.dib"), "#!csharp\n\nvar fromOther = 1;\n");
        Assert.Contains("int Help() => 41;\n\nvar fromOther = 1;\n\ndisplay(Help() + fromOther);", _book.Code("#load \"helper.csx\"\n#!import other.dib\nHelp() + fromOther").Program());
    }

    [Theory]
    [InlineData("cells[0] imports 'gone.csx'", "#load \"gone.csx\"")]
    [InlineData("it imports itself", "#load \"self.csx\"")]
    [InlineData("cells[0] refers to the file 'library.dll'", "#r \"library.dll\"")]
    [InlineData("nothing of it runs without a notebook (cells[0]: it uses Session", "Session[\"x\"] = 1;")]
    [InlineData("cells[0] asks for A 1.0 and cells[0] for A 2.0", "#r \"nuget: A, 1.0\"\n#r \"nuget: A, 2.0\"\n1")]
    public void what_cannot_be_told_as_a_program_is_refused_by_name(string named, string code)
    {
        File.WriteAllText(_book.File("self.csx"), "#load \"self.csx\"");
        File.WriteAllText(_book.File("library.dll"), "");
        Assert.Contains(named, Assert.Throws<NotebookException>(() => _book.Code(code).Program()).Message);
        Assert.False(File.Exists(_book.File("book.cs")));
    }

    [Fact]
    public void a_package_source_cannot_smuggle_a_property_of_the_build()
    {
        Assert.DoesNotContain("#:property RestoreAdditionalProjectSources", _book.Code("#i \"nuget: https://example.org/$([System.IO.File]::ReadAllText('x'))\"\n1").Program());
        Assert.Contains(_book.Losses, loss => loss.Contains("the package source"));
    }

    public void Dispose() => _book.Dispose();
}
