import { crud, list, subject } from '../rows';

const post = subject('post', 'a post', 'posts', 'posts');
const album = subject('album', 'an album', 'albums', 'posts');
const image = subject('image', 'an image', 'images', 'posts');
const like = subject('like', 'a like', 'likes', 'posts');

export const posts = [
	...crud(post, '/posts/list/{org_pk}/', '/posts/{pk}/', {
		both: 'title url text',
		update: 'project',
	}),
	list(post, 'getComments', '/posts/post/comments/{pk}/', 'List comments on a post', {
		paging: false,
	}),
	list(post, 'getTags', '/posts/tags/{org_pk}/', 'List tags of posts', { paging: false }),

	...crud(album, '/posts/album/list/{org_pk}/', '/posts/album/{album_pk}/', { both: 'post title' }),
	...crud(image, '/posts/image/list/{org_pk}/', '/posts/image/{image_pk}/', {
		both: 'post album img',
	}),
	...crud(like, '/posts/like/list/{org_pk}/', '/posts/like/{like_pk}/', {
		only: ['create', 'delete', 'get', 'getMany'],
		create: 'post like_type',
	}),
];
