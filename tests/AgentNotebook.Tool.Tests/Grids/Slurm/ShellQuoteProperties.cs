using System.Diagnostics;
using AgentNotebook.Tool.Grids.Engines.Slurm;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tool.Tests.Grids.Slurm;

public class ShellQuoteProperties
{
    private const string Nasty = "aZ09 \t\n\r'\"\\$`!#&;|<>()[]{}*?~=%^-+@:,./\u0001\u007f\u00e4\u20ac\ud83d\ude00";

    [Fact]
    public void any_text_survives_the_shell_as_one_word()
    {
        // Many texts in one shell: a process for each would take minutes.
        Prop.ForAll<int>(seed =>
        {
            var random = new System.Random(seed);
            List<string> texts = [.. Enumerable.Range(0, 200).Select(_ => Text(random)), "", "-", "-n", "~", "~root", "a=b", "$(id)", "it's", "'", "\\", "\n"];
            Assert.Equal(texts, Shell($"printf '%s\\0' {string.Join(' ', texts.Select(ShellQuote.Of))}"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public void a_text_with_nul_is_refused() => Assert.Throws<ArgumentException>(() => ShellQuote.Of("a\0b"));

    [Fact]
    public void what_needs_no_quotes_stays_readable() => Assert.Equal("/opt/agent-nb/agentnb", ShellQuote.Of("/opt/agent-nb/agentnb"));

    private static string Text(System.Random random)
    {
        var runes = Nasty.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(4) == 0 ? new System.Text.Rune(random.Next(1, 0xD800)) : runes[random.Next(runes.Length)]));
    }

    private static List<string> Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new System.Text.UTF8Encoding(false), StandardOutputEncoding = System.Text.Encoding.UTF8 };
        using var shell = Process.Start(start)!;
        shell.StandardInput.Write(script + "\n");
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return [.. output.Split('\0').SkipLast(1)];
    }
}
