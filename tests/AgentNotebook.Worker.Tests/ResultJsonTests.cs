using System.Text;

namespace AgentNotebook.Worker.Tests;

public class ResultJsonTests
{
    [Fact]
    public void fields_and_special_numbers_are_written() =>
        Assert.Equal("{\"Item1\":1,\"Item2\":\"Infinity\"}", Encoding.UTF8.GetString(ResultJson.Write((1, double.PositiveInfinity), 1000)));

    [Fact]
    public void a_result_is_stopped_at_its_limit()
    {
        Assert.Equal(6, ResultJson.Write("1234", 6).Length);
        Assert.Contains("limit of 6 bytes", Assert.Throws<ResultRefusedException>(() => ResultJson.Write("12345", 6).Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void nesting_is_bounded()
    {
        object nested = 1;
        for (var level = 0; level < 65; level++)
        {
            nested = new[] { nested };
        }

        Assert.Contains("64 levels", Assert.Throws<ResultRefusedException>(() => ResultJson.Write(nested, 1000).Length).Message, StringComparison.Ordinal);
    }
}
