// title: Palindromes among the words
// check: result.SequenceEqual(new[] { "level", "noon", "a" })
//--- broken
string[] words = { "level", "noon", "notion", "data", "a", "redder!" };

bool IsPalindrome(string w)
{
    int left = 0, right = w.Length;
    while (left < right)
    {
        if (w[left] != w[right]) return false;
        left++;
        right--;
    }
    return true;
}

words.Where(IsPalindrome).ToList()
//--- fixed
string[] words = { "level", "noon", "notion", "data", "a", "redder!" };

bool IsPalindrome(string w)
{
    int left = 0, right = w.Length - 1;
    while (left < right)
    {
        if (w[left] != w[right]) return false;
        left++;
        right--;
    }
    return true;
}

words.Where(IsPalindrome).ToList()
